package io.sealgate.s3.multipart;

import io.sealgate.crypto.body.Digests;
import java.util.Map;
import java.util.Objects;

/**
 * A part as CompleteMultipartUpload names it.
 *
 * @param number 1 to 10,000
 * @param eTag the part's ETag without quotes
 * @param checksums what the client says of the part's plaintext: one checksum or none
 */
public record ClaimedPart(int number, String eTag, Digests checksums) {

  /** Checks that nothing is missing. */
  public ClaimedPart {
    Objects.requireNonNull(eTag);
    Objects.requireNonNull(checksums);
  }

  /**
   * A part that the backend has just made.
   *
   * @param backendETag quoted or not
   */
  public static ClaimedPart stored(int number, String backendETag) {
    return new ClaimedPart(number, backendETag.replace("\"", ""), new Digests(Map.of()));
  }
}
