package io.sealgate.s3.body;

import io.sealgate.auth.sigv4.ChunkSignatures;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What follows the last chunk: the one trailer that the head declared, its signature in the signed
 * form, and an empty line. Holds a single value; anything undeclared, repeated or malformed is
 * refused as S3 refuses it.
 */
final class TrailerSection {

  /** The whole section; a declared checksum and a signature need less than 300 bytes. */
  static final int LIMIT_BYTES = 2048;

  private static final String SIGNATURE = "x-amz-trailer-signature";

  private final @Nullable String declared;
  private final @Nullable ChunkSignatures signatures;
  private @Nullable String value;
  private boolean separated;
  private boolean verified;

  /**
   * An expectation.
   *
   * @param declared the name in {@code x-amz-trailer}, null when the head declares none
   * @param signatures the chain, after the last chunk, that must sign the section; null when the
   *     form has no signed trailer
   */
  TrailerSection(@Nullable String declared, @Nullable ChunkSignatures signatures) {
    this.declared = declared == null ? null : declared.toLowerCase(Locale.ROOT);
    this.signatures = signatures;
  }

  /** The declared trailer's value; null before it came. */
  @Nullable String value() {
    return value;
  }

  /**
   * Takes in a line.
   *
   * @param line a line of the section without its end
   * @return whether that was the section's last
   * @throws S3Exception when the section is malformed or wrongly signed
   */
  boolean accept(String line) {
    if (line.isEmpty()) {
      return acceptEmptyLine();
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    String name = trimmed(line, 0, colon).toLowerCase(Locale.ROOT);
    String text = trimmed(line, colon + 1, line.length());
    if (name.equals(SIGNATURE)) {
      verify(text);
    } else if (name.equals(declared) && value == null && !separated) {
      value = text;
    } else {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    return false;
  }

  private boolean acceptEmptyLine() {
    if (signatures != null && !verified) {
      // AWS's documentation and minio-go put an empty line between the trailer and its signature.
      if (value == null || separated) {
        throw AwsChunkedDecoder.terminatedUnexpectedly();
      }
      separated = true;
      return false;
    }
    if (declared != null && value == null) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    return true;
  }

  private void verify(String signature) {
    if (signatures == null || value == null || verified) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    byte[] canonical = (declared + ":" + value + "\n").getBytes(StandardCharsets.ISO_8859_1);
    if (!signatures.verifyTrailer(ByteBuffer.wrap(canonical), signature)) {
      throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH);
    }
    verified = true;
  }

  /** Without the optional white space of HTTP, which is less than Java would strip. */
  private static String trimmed(String line, int from, int to) {
    int first = from;
    int last = to;
    while (first < last && isSpace(line.charAt(first))) {
      first++;
    }
    while (first < last && isSpace(line.charAt(last - 1))) {
      last--;
    }
    return line.substring(first, last);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
