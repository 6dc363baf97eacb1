package io.sealgate.s3.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the head of CompleteMultipartUpload promises of the object: {@code x-amz-checksum-*}, {@code
 * x-amz-checksum-type} and {@code x-amz-mp-object-size}.
 *
 * @param checksum null when none is promised
 * @param type null when none is promised
 * @param sizeBytes the length of the plaintext, -1 when none is promised
 */
public record ObjectPromise(
    @Nullable Checksum checksum, @Nullable ChecksumType type, long sizeBytes) {

  private static final String SIZE_HEADER = "x-amz-mp-object-size";
  private static final int NONE = -1;
  private static final int MOST_DIGITS = 18;

  /**
   * A promised checksum.
   *
   * @param algorithm which
   * @param value of the object, or of its parts' checksums
   * @param partCount the number behind the dash, -1 when there is none
   */
  public record Checksum(ChecksumAlgorithm algorithm, Bytes value, int partCount) {}

  /**
   * Reads the head of CompleteMultipartUpload.
   *
   * @param headers the request's headers
   * @throws S3Exception InvalidRequest when a promise is malformed, or there are two checksums
   */
  public static ObjectPromise of(Headers headers) {
    Checksum checksum = null;
    for (Map.Entry<String, String> line : headers) {
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(line.getKey());
      if (algorithm == null) {
        continue;
      }
      if (checksum != null) {
        throw new S3Exception(
            S3Error.INVALID_REQUEST,
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
      }
      checksum = checksum(algorithm, line.getValue());
    }
    String size = headers.first(SIZE_HEADER);
    return new ObjectPromise(
        checksum, ChecksumHeaders.type(headers), size == null ? NONE : number(size, SIZE_HEADER));
  }

  /**
   * The head without the checksum of the object, so that the rest can be held against the document
   * that is the request's body.
   *
   * @param headers the request's headers
   */
  public static HeaderList withoutChecksum(Headers headers) {
    HeaderList rest = new HeaderList();
    for (Map.Entry<String, String> line : headers) {
      if (ChecksumAlgorithm.ofHeader(line.getKey()) == null) {
        rest.add(line.getKey(), line.getValue());
      }
    }
    return rest;
  }

  /**
   * Holds the promises against the object, before it comes into being.
   *
   * @param declared the checksum that the upload declared, null when none
   * @param computed what is known of the object
   * @param partCount how many parts it has
   * @param plaintextBytes its plaintext's length
   * @throws S3Exception InvalidRequest or BadDigest when one is not kept
   */
  public void requireKept(
      @Nullable ChecksumKind declared,
      CompletedDigests computed,
      int partCount,
      long plaintextBytes) {
    requireType(computed.checksumType());
    requireSize(plaintextBytes);
    if (checksum != null && !isIgnored(checksum.algorithm(), declared)) {
      requireChecksum(checksum, declared, computed, partCount);
    }
  }

  /**
   * Holds what can be held of the promises against an object that is not sealed, of which no
   * checksum is known.
   *
   * @param declared the checksum that the upload declared, null when none
   * @param bytes asked for the object's length, if that is promised
   * @throws S3Exception InvalidRequest when a promise is not kept; NotImplemented when nothing can
   *     tell whether it is
   */
  public void requireKeptUnsealed(@Nullable ChecksumKind declared, LongSupplier bytes) {
    requireType(declared == null ? ChecksumType.FULL_OBJECT : declared.type());
    if (checksum != null && !isIgnored(checksum.algorithm(), declared)) {
      throw new S3Exception(
          S3Error.NOT_IMPLEMENTED,
          "A checksum of the whole object is not supported in CompleteMultipartUpload of objects"
              + " that are stored unencrypted.");
    }
    if (sizeBytes != NONE) {
      requireSize(bytes.getAsLong());
    }
  }

  private void requireType(ChecksumType actual) {
    if (type != null && type != actual) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The upload was created using the "
              + actual
              + " checksum mode. The complete request must use the same checksum mode.");
    }
  }

  private void requireSize(long actualBytes) {
    if (sizeBytes != NONE && sizeBytes != actualBytes) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The provided 'x-amz-mp-object-size' header value "
              + sizeBytes
              + " does not match what was computed: "
              + actualBytes);
    }
  }

  private static void requireChecksum(
      Checksum promised,
      @Nullable ChecksumKind declared,
      CompletedDigests computed,
      int partCount) {
    ChecksumAlgorithm algorithm = promised.algorithm();
    Bytes value = algorithm.in(computed.digests());
    if (value == null) {
      throw PartChecksum.mismatch(declared == null ? null : declared.algorithm(), algorithm);
    }
    boolean countKept =
        promised.partCount() == NONE
            || (computed.checksumType() == ChecksumType.COMPOSITE
                && promised.partCount() == partCount);
    if (!countKept || !promised.value().equals(value)) {
      throw new S3Exception(
          S3Error.BAD_DIGEST,
          "The " + algorithm.shortName() + " you specified did not match the calculated checksum.");
    }
  }

  /**
   * Of an upload that declared no checksum, AWS ignores the object's in the algorithms that are
   * older than its default; clients send them, of the parts' checksums even.
   */
  private static boolean isIgnored(ChecksumAlgorithm algorithm, @Nullable ChecksumKind declared) {
    return declared == null
        && switch (algorithm) {
          case CRC32, CRC32C, SHA1, SHA256 -> true;
          case CRC64NVME, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 -> false;
        };
  }

  private static Checksum checksum(ChecksumAlgorithm algorithm, String text) {
    int dash = text.lastIndexOf('-'); // not in the alphabet of base64
    byte[] value = algorithm.decode(dash < 0 ? text : text.substring(0, dash));
    if (value == null) {
      throw invalid(algorithm.header());
    }
    long partCount = dash < 0 ? NONE : number(text.substring(dash + 1), algorithm.header());
    if (partCount > Integer.MAX_VALUE) {
      throw invalid(algorithm.header());
    }
    return new Checksum(algorithm, Bytes.copyOf(value), (int) partCount);
  }

  private static long number(String digits, String header) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw invalid(header);
      }
      number = 10 * number + (c - '0');
    }
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      throw invalid(header);
    }
    return number;
  }

  private static S3Exception invalid(String header) {
    return new S3Exception(S3Error.INVALID_REQUEST, "Value for " + header + " header is invalid.");
  }
}
