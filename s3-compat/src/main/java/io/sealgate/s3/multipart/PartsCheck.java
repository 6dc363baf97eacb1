package io.sealgate.s3.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts that CompleteMultipartUpload names against what is stored.
 *
 * @param uploadId the upload's, for the errors
 * @param declared the checksum that the upload declared, null when none
 */
public record PartsCheck(String uploadId, @Nullable ChecksumKind declared) {

  /** The least plaintext of every part but the last: 5 MiB. */
  public static final long LEAST_BYTES = 5L << 20;

  /** Checks that nothing is missing. */
  public PartsCheck {
    Objects.requireNonNull(uploadId);
  }

  /**
   * Checks checksums and sizes.
   *
   * @param claimed the parts as the client names them
   * @param stored the note of each of them, in the same order
   * @throws S3Exception InvalidPart, InvalidRequest or BadDigest when a part's checksum is another
   *     one or missing; EntityTooSmall when a part other than the last is
   */
  public void require(List<ClaimedPart> claimed, List<PartNote> stored) {
    if (claimed.size() != stored.size()) {
      throw new IllegalArgumentException(stored.size() + " notes for " + claimed.size() + " parts");
    }
    for (int i = 0; i < claimed.size(); i++) {
      requireChecksum(claimed.get(i), stored.get(i));
    }
    for (int i = 0; i < claimed.size() - 1; i++) {
      if (stored.get(i).plaintextBytes() < LEAST_BYTES) {
        throw tooSmall(claimed.get(i), stored.get(i).plaintextBytes());
      }
    }
  }

  /**
   * Checks that the parts' checksums are of the kind that the upload declared, which is all that
   * can be told of parts that are not sealed: their values were held against the parts when they
   * were sent, and nothing keeps them.
   *
   * @param claimed the parts as the client names them
   * @throws S3Exception InvalidPart, InvalidRequest or BadDigest when a checksum is of another kind
   *     or missing
   */
  public void requireKinds(List<ClaimedPart> claimed) {
    claimed.forEach(this::requireKind);
  }

  /** The error when a part, or its attempt with that ETag, is not stored. */
  public S3Exception notFound(ClaimedPart part) {
    return new S3Exception(S3Error.INVALID_PART)
        .with("UploadId", uploadId)
        .with("PartNumber", Integer.toString(part.number()))
        .with("ETag", part.eTag());
  }

  private void requireKind(ClaimedPart part) {
    if (part.checksums().values().isEmpty()) {
      if (declared != null && declared.type() == ChecksumType.COMPOSITE) {
        throw missing(declared.algorithm(), part);
      }
      return;
    }
    if (declared == null) {
      throw notFound(part); // so AWS puts it, whether or not the part was sent with a checksum
    }
    for (DigestType type : part.checksums().values().keySet()) {
      if (type != declared.algorithm().digestType()) {
        throw foreign(type, part);
      }
    }
  }

  private void requireChecksum(ClaimedPart part, PartNote stored) {
    requireKind(part);
    for (Map.Entry<DigestType, Bytes> claimed : part.checksums().values().entrySet()) {
      Bytes known = ChecksumAlgorithm.of(claimed.getKey()).in(stored.digests());
      if (known == null || !claimed.getValue().equals(known)) {
        throw notFound(part);
      }
    }
  }

  private static S3Exception missing(ChecksumAlgorithm algorithm, ClaimedPart part) {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The upload was created using a "
            + algorithm.shortName()
            + " checksum. The complete request must include the checksum for each part. It was"
            + " missing for part "
            + part.number()
            + " in the request.");
  }

  private static S3Exception foreign(DigestType type, ClaimedPart part) {
    return new S3Exception(
        S3Error.BAD_DIGEST,
        "The "
            + ChecksumAlgorithm.of(type).shortName()
            + " you specified for part "
            + part.number()
            + " did not match what we received.");
  }

  private static S3Exception tooSmall(ClaimedPart part, long plaintextBytes) {
    return new S3Exception(S3Error.ENTITY_TOO_SMALL)
        .with("ProposedSize", Long.toString(plaintextBytes))
        .with("MinSizeAllowed", Long.toString(LEAST_BYTES))
        .with("PartNumber", Integer.toString(part.number()))
        .with("ETag", part.eTag());
  }
}
