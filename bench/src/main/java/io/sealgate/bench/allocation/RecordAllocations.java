package io.sealgate.bench.allocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures every benchmark and writes the bounds that the build then holds them against. */
public final class RecordAllocations {

  private RecordAllocations() {}

  /**
   * Writes the bounds.
   *
   * @param args the file
   * @throws IOException when it cannot be written
   */
  public static void main(String[] args) throws IOException {
    AllocationBounds bounds =
        AllocationBounds.of(new AllocationMeter().measure(BenchmarkCase.all()));
    Files.writeString(Path.of(args[0]), bounds.text());
  }
}
