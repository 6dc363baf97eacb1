package io.sealgate.s3.multipart;

import io.sealgate.auth.Headers;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.DigestsWanted;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.body.ShownChecksum;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which checksum a part of an upload has.
 *
 * @param declared what the upload declared, null when nothing
 * @param promised what the client promises for the part, null when nothing; never another algorithm
 *     than the declared one
 */
public record PartChecksum(@Nullable ChecksumKind declared, @Nullable ChecksumAlgorithm promised) {

  /**
   * Holds the head of UploadPart against the upload.
   *
   * @param headers the request's headers
   * @param declared what the upload declared, null when nothing
   * @throws S3Exception InvalidRequest when the part promises another checksum than the upload
   *     declared, or none where a COMPOSITE checksum needs it
   */
  public static PartChecksum ofUpload(Headers headers, @Nullable ChecksumKind declared) {
    ChecksumAlgorithm promised = PayloadCheck.promisedChecksum(headers);
    if (declared != null
        && promised != declared.algorithm()
        && (promised != null || declared.type() == ChecksumType.COMPOSITE)) {
      throw mismatch(declared.algorithm(), promised);
    }
    return new PartChecksum(declared, promised);
  }

  /**
   * The part of UploadPartCopy, for which nothing can be promised.
   *
   * @param declared what the upload declared, null when nothing
   */
  public static PartChecksum ofCopy(@Nullable ChecksumKind declared) {
    return new PartChecksum(declared, null);
  }

  /**
   * The digests to compute of the part, so that Complete can tell those of the object: of SSE-S3
   * the MD5 for the ETag; the declared checksum, else CRC64NVME, which S3 gives to every object but
   * those of SSE-C.
   *
   * @param mode the upload's
   * @param byDefault whether objects get a checksum that nobody asked for
   */
  public DigestsWanted wanted(Mode mode, boolean byDefault) {
    Set<ChecksumAlgorithm> always = EnumSet.noneOf(ChecksumAlgorithm.class);
    if (mode == Mode.SSE_S3) {
      always.add(ChecksumAlgorithm.MD5);
    }
    if (declared != null) {
      always.add(declared.algorithm());
    } else if (byDefault && mode != Mode.SSE_C) {
      always.add(ChecksumAlgorithm.CRC64NVME);
    }
    return new DigestsWanted(null, always);
  }

  /** The digests to compute of a part that is stored as it is: the declared checksum alone. */
  public DigestsWanted wantedUnsealed() {
    return new DigestsWanted(null, declared == null ? Set.of() : Set.of(declared.algorithm()));
  }

  /**
   * The checksum to answer with: the declared one, else what was promised. What S3 computes unasked
   * is not shown of parts.
   *
   * @param digests of the part
   * @return null when there is none to show
   */
  public @Nullable ShownChecksum shown(Digests digests) {
    if (declared != null) {
      return ShownChecksum.ofPart(declared, digests);
    }
    return promised == null
        ? null
        : ShownChecksum.ofPart(new ChecksumKind(promised, ChecksumType.FULL_OBJECT), digests);
  }

  /** What AWS says when a checksum is not the upload's. */
  static S3Exception mismatch(
      @Nullable ChecksumAlgorithm expected, @Nullable ChecksumAlgorithm actual) {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "Checksum Type mismatch occurred, expected checksum Type: "
            + name(expected)
            + ", actual checksum Type: "
            + name(actual));
  }

  private static String name(@Nullable ChecksumAlgorithm algorithm) {
    return algorithm == null ? "null" : algorithm.shortName();
  }
}
