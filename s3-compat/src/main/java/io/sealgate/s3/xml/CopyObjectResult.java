package io.sealgate.s3.xml;

import io.sealgate.s3.body.ShownChecksum;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to CopyObject (S3 API reference, "CopyObjectResult").
 *
 * @param eTag the new object's ETag with its quotes
 * @param lastModified when it was made, as S3 writes it in documents, null to leave it out
 * @param checksum its checksum, null to show none
 */
public record CopyObjectResult(
    String eTag, @Nullable String lastModified, @Nullable ShownChecksum checksum) {

  private static final String ROOT = "CopyObjectResult";

  /** Checks that nothing is missing. */
  public CopyObjectResult {
    Objects.requireNonNull(eTag);
  }

  /**
   * Reads a backend's answer of status 200. Its checksum covers ciphertext and is left out.
   *
   * @param document the answer, white space before it included
   * @return the answer, or the error that came after the status
   * @throws io.sealgate.s3.S3Exception InternalError when it is neither
   */
  public static LateAnswer<CopyObjectResult> parse(byte[] document) {
    return LateAnswers.parse(
        document,
        Set.of(ROOT),
        events -> {
          CopyFacts facts = CopyFacts.read(events);
          return new CopyObjectResult(facts.eTag(), facts.lastModified(), null);
        });
  }

  /** The body to send to the client. */
  public byte[] write() {
    return new CopyFacts(eTag, lastModified).write(ROOT, checksum);
  }
}
