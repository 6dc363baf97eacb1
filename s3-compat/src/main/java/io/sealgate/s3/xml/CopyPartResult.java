package io.sealgate.s3.xml;

import io.sealgate.s3.body.ShownChecksum;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to UploadPartCopy (S3 API reference, "CopyPartResult").
 *
 * @param eTag the new part's ETag with its quotes
 * @param lastModified when it was made, as S3 writes it in documents, null to leave it out
 * @param checksum its checksum, null to show none
 */
public record CopyPartResult(
    String eTag, @Nullable String lastModified, @Nullable ShownChecksum checksum) {

  private static final String ROOT = "CopyPartResult";

  /** S3Proxy answers as if a whole object had been copied. */
  private static final Set<String> ROOTS_READ = Set.of(ROOT, "CopyObjectResult");

  /** Checks that nothing is missing. */
  public CopyPartResult {
    Objects.requireNonNull(eTag);
  }

  /**
   * Reads a backend's answer of status 200. Its checksum covers ciphertext and is left out.
   *
   * @param document the answer, white space before it included
   * @return the answer, or the error that came after the status
   * @throws io.sealgate.s3.S3Exception InternalError when it is neither
   */
  public static LateAnswer<CopyPartResult> parse(byte[] document) {
    return LateAnswers.parse(
        document,
        ROOTS_READ,
        events -> {
          CopyFacts facts = CopyFacts.read(events);
          return new CopyPartResult(facts.eTag(), facts.lastModified(), null);
        });
  }

  /** The body to send to the client. */
  public byte[] write() {
    return new CopyFacts(eTag, lastModified).write(ROOT, checksum);
  }
}
