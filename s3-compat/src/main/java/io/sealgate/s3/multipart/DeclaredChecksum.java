package io.sealgate.s3.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import org.jspecify.annotations.Nullable;

/** The checksum that CreateMultipartUpload declares for the object to come. */
public final class DeclaredChecksum {

  private static final String ALGORITHM = "x-amz-checksum-algorithm";
  private static final String TYPE = "x-amz-checksum-type";

  private DeclaredChecksum() {}

  /**
   * Reads the head of CreateMultipartUpload.
   *
   * @param headers the request's headers
   * @return null when the upload declares none
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
      return new ChecksumKind(algorithm, usualType(algorithm));
    }
    boolean possible =
        switch (type) {
          case COMPOSITE -> usualType(algorithm) == ChecksumType.COMPOSITE;
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

  /** The type of an upload that names the algorithm only. */
  private static ChecksumType usualType(ChecksumAlgorithm algorithm) {
    return algorithm == ChecksumAlgorithm.CRC64NVME
        ? ChecksumType.FULL_OBJECT
        : ChecksumType.COMPOSITE;
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
