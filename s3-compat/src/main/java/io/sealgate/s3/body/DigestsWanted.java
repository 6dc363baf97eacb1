package io.sealgate.s3.body;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The digests that Sealgate itself wants of a body, besides those that the client promises.
 *
 * @param unlessPromised computed when the client promises no {@code x-amz-checksum-*}: CRC64NVME as
 *     on AWS, null when that is switched off
 * @param always computed in any case, such as MD5 for the ETag of SSE-S3
 */
public record DigestsWanted(
    @Nullable ChecksumAlgorithm unlessPromised, Set<ChecksumAlgorithm> always) {

  /** Copies the set. */
  public DigestsWanted {
    always = Set.copyOf(always);
  }
}
