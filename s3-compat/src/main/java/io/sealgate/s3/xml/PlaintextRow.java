package io.sealgate.s3.xml;

import io.sealgate.s3.body.ChecksumKind;
import org.jspecify.annotations.Nullable;

/**
 * What a client is to see in the row of a sealed object.
 *
 * @param sizeBytes the plaintext's size, 0 or more
 * @param eTag the ETag with its quotes, null to keep the backend's
 * @param checksum which checksum the plaintext has, null when it is not known; the backend's covers
 *     ciphertext and is dropped
 */
public record PlaintextRow(long sizeBytes, @Nullable String eTag, @Nullable ChecksumKind checksum) {

  /** Checks the size. */
  public PlaintextRow {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("a size of " + sizeBytes);
    }
  }
}
