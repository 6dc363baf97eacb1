package io.sealgate.s3.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import org.jspecify.annotations.Nullable;

/** The headers that declare the checksum of an object to come: of an upload, or of a copy. */
public final class ChecksumHeaders {

  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private ChecksumHeaders() {}

  /**
   * Reads the head of CreateMultipartUpload or CopyObject.
   *
   * @param headers the request's headers
   * @return null when they declare none
   * @throws S3Exception InvalidRequest when algorithm or type is unknown, or they do not go
   *     together
   */
  public static @Nullable ChecksumKind of(Headers headers) {
    String name = headers.first(ALGORITHM);
    ChecksumType type = type(headers);
    if (name == null) {
      if (type != null) {
        throw new S3Exception(
            S3Error.INVALID_REQUEST,
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return null;
    }
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofName(name);
    if (algorithm == null) {
      throw unsupported();
    }
    if (type == null) {
      return usual(algorithm);
    }
    boolean possible =
        switch (type) {
          case COMPOSITE -> usual(algorithm).type() == ChecksumType.COMPOSITE;
          case FULL_OBJECT -> CrcCombination.isPossible(algorithm);
        };
    if (!possible) {
      throw new S3Exception(
          S3Error.INVALID_REQUEST,
          "The "
              + type
              + " checksum type cannot be used with the "
              + algorithm.shortName()
              + " checksum algorithm.");
    }
    return new ChecksumKind(algorithm, type);
  }

  /** What is declared by the name of the algorithm alone. */
  public static ChecksumKind usual(ChecksumAlgorithm algorithm) {
    return new ChecksumKind(
        algorithm,
        algorithm == ChecksumAlgorithm.CRC64NVME
            ? ChecksumType.FULL_OBJECT
            : ChecksumType.COMPOSITE);
  }

  /**
   * Reads {@code x-amz-checksum-type}.
   *
   * @return null when there is none
   * @throws S3Exception InvalidRequest when there is no such type
   */
  static @Nullable ChecksumType type(Headers headers) {
    String name = headers.first(TYPE);
    if (name == null) {
      return null;
    }
    for (ChecksumType type : ChecksumType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new S3Exception(
        S3Error.INVALID_REQUEST, "Value for x-amz-checksum-type header is invalid.");
  }

  private static S3Exception unsupported() {
    StringBuilder names = new StringBuilder();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      names.append(names.isEmpty() ? "" : ", ").append(algorithm);
    }
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "Checksum algorithm provided is unsupported. Please try again with any of the valid"
            + " types: ["
            + names
            + "]");
  }
}
