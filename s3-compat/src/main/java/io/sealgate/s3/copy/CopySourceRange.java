package io.sealgate.s3.copy;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of its source that UploadPartCopy copies: {@code x-amz-copy-source-range}, of the
 * plaintext. Unlike the range of a read it has two ends, and both must be there.
 *
 * @param firstByte offset of the first byte, 0 or more
 * @param lastByte offset of the last byte, not less than {@code firstByte}
 */
public record CopySourceRange(long firstByte, long lastByte) {

  /** The longest part, and so the most that one request copies: 5 GiB. */
  public static final long MAX_BYTES = 5L << 30;

  private static final String HEADER = "x-amz-copy-source-range";

  /** Checks the order of the ends. */
  public CopySourceRange {
    if (firstByte < 0 || lastByte < firstByte) {
      throw new IllegalArgumentException("no range: " + firstByte + "-" + lastByte);
    }
  }

  /**
   * The range that a request names.
   *
   * @param headers of the request
   * @return null when the whole source is to be copied
   * @throws S3Exception InvalidArgument for everything but {@code bytes=first-last}
   */
  public static @Nullable CopySourceRange of(Headers headers) {
    String value = headers.first(HEADER);
    if (value == null) {
      return null;
    }
    ByteRange range = ByteRange.parse(value).orElse(null);
    if (range instanceof ByteRange.FromTo(long first, long last)) {
      return new CopySourceRange(first, last);
    }
    throw invalid(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy",
        value);
  }

  /**
   * The bytes that the range selects.
   *
   * @param sourceBytes the length of the source's plaintext
   * @throws S3Exception InvalidArgument when the source ends before the range does
   */
  public ResolvedRange within(long sourceBytes) {
    if (lastByte >= sourceBytes) {
      throw invalid(
          "Range specified is not valid for source object of size: " + sourceBytes,
          "bytes=" + firstByte + "-" + lastByte);
    }
    return new ResolvedRange(firstByte, lastByte - firstByte + 1, sourceBytes);
  }

  /**
   * Refuses what is more than a part holds.
   *
   * @param lengthBytes of the plaintext that is to be copied in one request
   * @throws S3Exception InvalidRequest
   */
  public static void requireOnePart(long lengthBytes) {
    if (lengthBytes > MAX_BYTES) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MAX_BYTES);
    }
  }

  private static S3Exception invalid(String message, String value) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", value);
  }
}
