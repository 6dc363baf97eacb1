package io.sealgate.s3.body;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one {@code x-amz-checksum-*} that a client promises for its body, in a header or in a trailer
 * to come (S3 API reference, "Checking object integrity").
 */
final class PromisedChecksum {

  private static final String PREFIX = "x-amz-checksum-";
  private static final String TRAILER = "x-amz-trailer";
  private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

  /** Headers that begin like a checksum and hold none. */
  private static final List<String> SETTINGS =
      List.of(PREFIX + "algorithm", PREFIX + "type", PREFIX + "mode");

  private final ChecksumAlgorithm algorithm;
  private final byte @Nullable [] value;

  /** A promise; the value is null when a trailer will bring it. */
  private PromisedChecksum(ChecksumAlgorithm algorithm, byte @Nullable [] value) {
    this.algorithm = algorithm;
    this.value = value;
  }

  /**
   * Reads a head.
   *
   * @return null when the client promises no checksum
   * @throws S3Exception InvalidRequest when there are two, or one that is unknown or malformed, or
   *     when {@code x-amz-sdk-checksum-algorithm} names another one
   */
  static @Nullable PromisedChecksum of(Headers headers) {
    PromisedChecksum inHeader = inHeader(headers);
    ChecksumAlgorithm inTrailer = inTrailer(headers);
    if (inHeader != null && inTrailer != null) {
      throw multiple();
    }
    PromisedChecksum promised =
        inTrailer == null ? inHeader : new PromisedChecksum(inTrailer, null);
    requireSdkAlgorithm(headers, promised);
    return promised;
  }

  /** Which checksum. */
  ChecksumAlgorithm algorithm() {
    return algorithm;
  }

  /** Whether a trailer will bring the value. */
  boolean trailing() {
    return value == null;
  }

  /**
   * Whether that is the promised checksum.
   *
   * @param computed over the body
   * @param trailer what the trailer says, null when none came
   * @throws S3Exception InvalidRequest when the trailer's value is malformed, MalformedTrailerError
   *     when it is missing, BadDigest when the checksum is another one
   */
  void requireEqual(byte[] computed, @Nullable String trailer) {
    byte[] promised = value == null ? fromTrailer(trailer) : value;
    if (!MessageDigest.isEqual(promised, computed)) {
      throw new S3Exception(
          S3Error.BAD_DIGEST,
          "The " + algorithm.name() + " you specified did not match the calculated checksum.");
    }
  }

  private byte[] fromTrailer(@Nullable String trailer) {
    if (trailer == null) {
      throw new S3Exception(S3Error.MALFORMED_TRAILER);
    }
    byte[] decoded = algorithm.decode(trailer);
    if (decoded == null) {
      throw invalid(algorithm.header() + " trailing header");
    }
    return decoded;
  }

  private static @Nullable PromisedChecksum inHeader(Headers headers) {
    PromisedChecksum found = null;
    for (Map.Entry<String, String> line : headers) {
      String name = line.getKey();
      if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) || isSetting(name)) {
        continue;
      }
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(name);
      if (algorithm == null) {
        throw new S3Exception(
            S3Error.INVALID_REQUEST,
            "The algorithm type you specified in x-amz-checksum- header is invalid.");
      }
      if (found != null) {
        throw multiple();
      }
      byte[] value = algorithm.decode(line.getValue());
      if (value == null) {
        throw invalid(algorithm.header() + " header");
      }
      found = new PromisedChecksum(algorithm, value);
    }
    return found;
  }

  private static boolean isSetting(String name) {
    for (String setting : SETTINGS) {
      if (setting.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable ChecksumAlgorithm inTrailer(Headers headers) {
    List<String> trailers = headers.all(TRAILER);
    if (trailers.isEmpty()) {
      return null;
    }
    ChecksumAlgorithm algorithm =
        trailers.size() == 1 ? ChecksumAlgorithm.ofHeader(trailers.getFirst()) : null;
    if (algorithm == null) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported");
    }
    return algorithm;
  }

  private static void requireSdkAlgorithm(Headers headers, @Nullable PromisedChecksum promised) {
    String name = headers.first(SDK_ALGORITHM);
    if (name == null) {
      return;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofName(name);
    if (algorithm == null || (promised != null && promised.algorithm() != algorithm)) {
      throw invalid(SDK_ALGORITHM + " header");
    }
    if (promised == null) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
  }

  private static S3Exception multiple() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }

  private static S3Exception invalid(String what) {
    return new S3Exception(S3Error.INVALID_REQUEST, "Value for " + what + " is invalid.");
  }
}
