package io.sealgate.bench.micro;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredOpener;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole part as stored, header and facts included, pushed in pieces as they come from a socket.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartBenchmark {

  private static final int PIECE_BYTES = 256 * 1024;

  /** Length of the plaintext. */
  @Param({"4096", "1048576"})
  int plaintextBytes = 4096;

  private final RandomBytes random = RandomBytes.secure();
  private final AesGcm gcm = AesGcm.preferred();
  private final List<PartKeys> keys =
      List.of(new PartKeys(SampleBytes.of(AesGcm.KEY_BYTES), SampleBytes.of(AesGcm.KEY_BYTES)));
  private ByteBuffer plaintext = ByteBuffer.allocate(0);
  private ByteBuffer stored = ByteBuffer.allocate(0);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private List<PartHeader> headers = List.of();

  /** Seals one part to open again and again. */
  @Setup
  public void prepare() {
    plaintext = BufferKind.DIRECT.filled(plaintextBytes);
    try (LayeredSealer sealer = sealer()) {
      headers = sealer.headers();
      int storedBytes = Math.toIntExact(sealer.layout().storedBytes());
      stored = BufferKind.DIRECT.allocate(storedBytes);
      output = BufferKind.DIRECT.allocate(storedBytes);
      push(sealer, plaintext, stored);
      stored.flip();
    }
  }

  /** Seals a part under keys of its own. */
  @Benchmark
  public ByteBuffer seal() {
    try (LayeredSealer sealer = sealer()) {
      push(sealer, plaintext.rewind(), output.clear());
    }
    return output;
  }

  /** Opens the part. */
  @Benchmark
  public ByteBuffer open() {
    try (Transform opener = LayeredOpener.whole(gcm, keys, headers)) {
      push(opener, stored.rewind(), output.clear());
    }
    return output;
  }

  private LayeredSealer sealer() {
    return new LayeredSealer(gcm, keys, random, 1, plaintextBytes, () -> Digests.NONE);
  }

  private static void push(Transform transform, ByteBuffer in, ByteBuffer out) {
    int endBytes = in.limit();
    while (in.position() < endBytes) {
      in.limit(Math.min(endBytes, in.position() + PIECE_BYTES));
      transform.update(in, out);
    }
    transform.finish(out);
  }
}
