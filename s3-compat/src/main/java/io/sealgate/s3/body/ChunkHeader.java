package io.sealgate.s3.body;

import org.jspecify.annotations.Nullable;

/**
 * The line before a chunk's bytes: {@code <hex size>} or {@code <hex size>;chunk-signature=<64
 * digits>} (S3 API reference, "Transferring Payload in Multiple Chunks").
 *
 * @param sizeBytes the chunk's length, 0 for the last one
 * @param signature the signature's text, null in a body without
 */
record ChunkHeader(long sizeBytes, @Nullable String signature) {

  private static final String EXTENSION = ";chunk-signature=";
  private static final int SIGNATURE_DIGITS = 64;
  private static final int MOST_SIZE_DIGITS = 15;

  /**
   * Reads a header line.
   *
   * @param line the line without its end
   * @param signed whether the body's form has signatures; the extension must be there, or must not
   * @return null when the line is malformed
   */
  static @Nullable ChunkHeader parse(String line, boolean signed) {
    int digits = signed ? line.length() - EXTENSION.length() - SIGNATURE_DIGITS : line.length();
    long sizeBytes = hex(line, digits);
    if (sizeBytes < 0) {
      return null;
    }
    if (!signed) {
      return new ChunkHeader(sizeBytes, null);
    }
    return line.startsWith(EXTENSION, digits)
        ? new ChunkHeader(sizeBytes, line.substring(digits + EXTENSION.length()))
        : null;
  }

  private static long hex(String line, int digits) {
    if (digits < 1 || digits > MOST_SIZE_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(line.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
