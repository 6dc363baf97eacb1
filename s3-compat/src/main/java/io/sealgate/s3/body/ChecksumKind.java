package io.sealgate.s3.body;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.multipart.ChecksumType;
import java.util.Objects;

/**
 * Which checksum S3 keeps of an object (API reference, "ChecksumAlgorithm" and "ChecksumType").
 *
 * @param algorithm how it is computed
 * @param type what it is computed over
 */
public record ChecksumKind(ChecksumAlgorithm algorithm, ChecksumType type) {

  static final String TYPE_HEADER = "x-amz-checksum-type";
  private static final String ALGORITHM_HEADER = "x-amz-checksum-algorithm";

  /** Checks that nothing is missing. */
  public ChecksumKind {
    Objects.requireNonNull(algorithm);
    Objects.requireNonNull(type);
  }

  /**
   * Adds {@code x-amz-checksum-algorithm} and {@code -type}: the answer to CreateMultipartUpload.
   */
  public void addHeaders(HeaderList response) {
    response.add(ALGORITHM_HEADER, algorithm.name());
    response.add(TYPE_HEADER, type.name());
  }
}
