package io.sealgate.s3.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.body.ChecksumAlgorithm;
import io.sealgate.s3.body.ChecksumKind;
import io.sealgate.s3.body.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a multipart object from its parts alone: the digests, checksum type and ETag
 * that its completion record keeps (FORMAT §4).
 *
 * @param digests the one checksum of the object, or none
 * @param checksumType what it is over
 * @param shownETag the ETag to show, with its quotes; null when the backend's is shown
 */
public record CompletedDigests(
    Digests digests, ChecksumType checksumType, @Nullable String shownETag) {

  /**
   * Computes them.
   *
   * @param parts the notes of the parts, one or more, in the order of the object
   * @param declared the checksum that the upload declared, null for S3's own choice: CRC64NVME of
   *     the whole, when it is known of every part
   * @param mode the upload's; SSE-S3 shows the MD5 of the parts' MD5s
   */
  public static CompletedDigests of(
      List<PartNote> parts, @Nullable ChecksumKind declared, Mode mode) {
    ChecksumKind kind =
        declared == null
            ? new ChecksumKind(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT)
            : declared;
    Bytes checksum =
        switch (kind.type()) {
          case COMPOSITE -> composite(kind.algorithm(), parts);
          case FULL_OBJECT -> combined(kind.algorithm(), parts);
        };
    Digests digests =
        checksum == null
            ? Digests.NONE
            : new Digests(Map.of(kind.algorithm().digestType(), checksum));
    return new CompletedDigests(digests, kind.type(), mode == Mode.SSE_S3 ? md5ETag(parts) : null);
  }

  /**
   * Whether the answer to CompleteMultipartUpload shows the checksum: one that nobody asked for is
   * shown by SSE-S3 only, although reads show it always.
   *
   * @param declared the checksum that the upload declared, null when none
   * @param mode the upload's
   */
  public static boolean isAnswered(@Nullable ChecksumKind declared, Mode mode) {
    return declared != null || mode == Mode.SSE_S3;
  }

  private static @Nullable String md5ETag(List<PartNote> parts) {
    Bytes md5 = composite(ChecksumAlgorithm.MD5, parts);
    return md5 == null
        ? null
        : '"' + HexFormat.of().formatHex(md5.toArray()) + '-' + parts.size() + '"';
  }

  /** The checksum of the parts' checksums; null when one of those is not known. */
  private static @Nullable Bytes composite(ChecksumAlgorithm algorithm, List<PartNote> parts) {
    RunningChecksum running = algorithm.start();
    for (PartNote part : parts) {
      Bytes value = algorithm.in(part.digests());
      if (value == null) {
        return null;
      }
      running.update(ByteBuffer.wrap(value.toArray()));
    }
    return Bytes.copyOf(running.value());
  }

  /** The checksum of the whole; null when that of a part is not known. */
  private static @Nullable Bytes combined(ChecksumAlgorithm algorithm, List<PartNote> parts) {
    CrcCombination whole = new CrcCombination(algorithm);
    for (PartNote part : parts) {
      Bytes value = algorithm.in(part.digests());
      if (value == null) {
        return null;
      }
      whole.append(value, part.plaintextBytes());
    }
    return whole.value();
  }
}
