package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Collects one line at a time out of pieces of input, never more than a fixed number of bytes. */
final class LineBuffer {

  private final byte[] bytes;
  private int lengthBytes;

  LineBuffer(int limitBytes) {
    bytes = new byte[limitBytes];
  }

  /**
   * Takes bytes up to and including the next line feed, or as many as there are.
   *
   * @return whether the line is complete; {@link #take} it then
   */
  boolean fill(ByteBuffer in) {
    while (in.hasRemaining() && lengthBytes < bytes.length) {
      byte next = in.get();
      bytes[lengthBytes++] = next;
      if (next == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Whether the line has no end within the limit. */
  boolean overflowed() {
    return lengthBytes == bytes.length && bytes[lengthBytes - 1] != '\n';
  }

  /** Whether the complete line ends with CRLF, and not with LF alone. */
  boolean endsWithCrLf() {
    return lengthBytes >= 2 && bytes[lengthBytes - 2] == '\r';
  }

  /** The complete line without its end; the next line begins. */
  String take() {
    int endBytes = endsWithCrLf() ? 2 : 1;
    String line = new String(bytes, 0, lengthBytes - endBytes, StandardCharsets.ISO_8859_1);
    lengthBytes = 0;
    return line;
  }
}
