package io.sealgate.demo.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The file that the demo stores: a table of salaries, over three frames long, so that ranges and
 * damage reach past the first one.
 */
public final class SampleFile {

  /** Its name, which is the last part of each object's key. */
  static final String NAME = "payroll.csv";

  private static final int ROWS = 6000;

  private final Path path;
  private final byte[] content;

  private SampleFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  /**
   * Writes it.
   *
   * @throws IOException when it cannot be written
   */
  public static SampleFile write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("employee,iban,salary\n");
    for (int row = 1; row <= ROWS; row++) {
      text.append("employee ").append(row).append(",DE00 5001 0517 ").append(5_000_000 + row);
      text.append(',').append(30_000 + row * 7 % 60_000).append(" EUR\n");
    }
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    return new SampleFile(Files.write(folder.resolve(NAME), content), content);
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** What is in it, borrowed. */
  byte[] content() {
    return content;
  }

  /** A length for the reader. */
  static String bytes(long count) {
    return String.format(Locale.ROOT, "%,d bytes", count);
  }
}
