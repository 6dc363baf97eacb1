package io.sealgate.proxy.backend;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A body in aws-chunked framing with one trailer, taken apart as strictly as a store does.
 *
 * @param body what was framed
 * @param trailer the line behind it
 */
@SuppressWarnings("ArrayRecordComponent")
public record AwsChunks(byte[] body, String trailer) {

  private static final int SMALLEST_CHUNK_BYTES = 8 * 1024;

  /**
   * Takes the framing off.
   *
   * @throws IllegalArgumentException when it is not a well-formed one, to the last byte
   */
  public static AwsChunks parse(byte[] framed) {
    String text = new String(framed, StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int position = 0;
    boolean smallSeen = false;
    while (true) {
      int end = text.indexOf("\r\n", position);
      require(end > position, "no chunk size at " + position);
      int size = Integer.parseInt(text.substring(position, end), 16);
      position = end + 2;
      if (size == 0) {
        require(text.endsWith("\r\n\r\n"), "no end");
        return new AwsChunks(body.toByteArray(), text.substring(position, text.length() - 4));
      }
      require(!smallSeen, "a small chunk is not the last one");
      smallSeen = size < SMALLEST_CHUNK_BYTES;
      body.write(framed, position, size);
      position += size;
      require(text.startsWith("\r\n", position), "no line end at " + position);
      position += 2;
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public String toString() {
    return body.length + " bytes, " + trailer;
  }
}
