package io.sealgate.crypto.document;

import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.multipart.ChecksumType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that the client declared when it created an upload.
 *
 * @param algorithm {@code x-amz-checksum-algorithm}
 * @param declaredType {@code x-amz-checksum-type}, null when the client left it to the algorithm
 */
public record DeclaredChecksum(DigestType algorithm, @Nullable ChecksumType declaredType) {

  /** Checks that nothing is missing. */
  public DeclaredChecksum {
    Objects.requireNonNull(algorithm);
  }

  /** The declared type, if it was. */
  public Optional<ChecksumType> type() {
    return Optional.ofNullable(declaredType);
  }
}
