package io.sealgate.s3.body;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/** The length of a body as a head declares it. */
final class PlaintextLength {

  private static final int MOST_DIGITS = 18;

  private PlaintextLength() {}

  /**
   * Reads {@code Content-Length} or {@code x-amz-decoded-content-length}.
   *
   * @param value the header's value, null when there is none
   * @return the length, 0 or more
   * @throws S3Exception MissingContentLength (411) when there is none or it is no number, which AWS
   *     does not tell apart
   */
  static long parse(@Nullable String value) {
    if (value == null || value.isEmpty() || value.length() > MOST_DIGITS) {
      throw new S3Exception(S3Error.MISSING_CONTENT_LENGTH);
    }
    long lengthBytes = 0;
    for (int i = 0; i < value.length(); i++) {
      char digit = value.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new S3Exception(S3Error.MISSING_CONTENT_LENGTH);
      }
      lengthBytes = lengthBytes * 10 + (digit - '0');
    }
    return lengthBytes;
  }

  /**
   * The error of a body that is not as long as declared.
   *
   * @param expectedBytes the declared length
   * @param providedBytes what came, as far as it was read
   */
  static S3Exception mismatch(long expectedBytes, long providedBytes) {
    return new S3Exception(S3Error.INCOMPLETE_BODY)
        .with("NumberBytesExpected", Long.toString(expectedBytes))
        .with("NumberBytesProvided", Long.toString(providedBytes));
  }
}
