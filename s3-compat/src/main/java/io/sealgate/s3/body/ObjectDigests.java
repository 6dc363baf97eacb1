package io.sealgate.s3.body;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.multipart.ChecksumType;
import io.sealgate.crypto.multipart.CompletionRecord;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The digests known of an object's plaintext, and what S3 shows of them. The values are not secret,
 * but they cover plaintext: they are stored sealed only (FORMAT §2, facts).
 */
public final class ObjectDigests {

  /**
   * S3 shows one checksum: what the client sent, else CRC64NVME. SHA-256 and MD5 come last because
   * they may be known for other reasons, the payload hash and the ETag.
   */
  private static final List<ChecksumAlgorithm> SHOWN_FIRST =
      List.of(
          ChecksumAlgorithm.CRC32,
          ChecksumAlgorithm.CRC32C,
          ChecksumAlgorithm.SHA1,
          ChecksumAlgorithm.SHA512,
          ChecksumAlgorithm.XXHASH64,
          ChecksumAlgorithm.XXHASH3,
          ChecksumAlgorithm.XXHASH128,
          ChecksumAlgorithm.CRC64NVME,
          ChecksumAlgorithm.SHA256,
          ChecksumAlgorithm.MD5);

  private final Digests digests;
  private final @Nullable ChecksumAlgorithm shown;
  private final ChecksumType type;
  private final @Nullable CompletionRecord parts;

  private ObjectDigests(
      Digests digests,
      @Nullable ChecksumAlgorithm shown,
      ChecksumType type,
      @Nullable CompletionRecord parts) {
    this.digests = digests;
    this.shown = shown;
    this.type = type;
    this.parts = parts;
  }

  /** What the facts of an object say, digests of all of its plaintext. */
  public static ObjectDigests of(Digests digests) {
    return new ObjectDigests(digests, shown(digests), ChecksumType.FULL_OBJECT, null);
  }

  /** What a completion record says of a multipart object. */
  public static ObjectDigests of(CompletionRecord record) {
    return new ObjectDigests(
        record.digests(), shown(record.digests()), record.checksumType(), record);
  }

  /**
   * Digests just computed.
   *
   * @param shown which of them is the object's checksum, null when none is
   */
  static ObjectDigests of(
      Map<ChecksumAlgorithm, byte[]> values, @Nullable ChecksumAlgorithm shown) {
    Map<DigestType, Bytes> byType = new EnumMap<>(DigestType.class);
    values.forEach((algorithm, value) -> byType.put(algorithm.digestType(), Bytes.copyOf(value)));
    return new ObjectDigests(new Digests(byType), shown, ChecksumType.FULL_OBJECT, null);
  }

  /** The digests themselves, for the facts or a part note. */
  public Digests digests() {
    return digests;
  }

  /**
   * The checksum that S3 would show of this object.
   *
   * @return null when none is known
   */
  public @Nullable ChecksumAlgorithm shown() {
    return shown;
  }

  private static @Nullable ChecksumAlgorithm shown(Digests digests) {
    for (ChecksumAlgorithm algorithm : SHOWN_FIRST) {
      if (digests.values().containsKey(algorithm.digestType())) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * Which checksum S3 would show of this object.
   *
   * @return null when none is known
   */
  public @Nullable ChecksumKind kind() {
    return shown == null ? null : new ChecksumKind(shown, type);
  }

  /**
   * One of the digests.
   *
   * @return null when it is not known
   */
  public @Nullable Bytes value(ChecksumAlgorithm algorithm) {
    return algorithm.in(digests);
  }

  /**
   * That checksum and its value.
   *
   * @return null when none is known
   */
  public @Nullable ShownChecksum checksum() {
    ChecksumKind kind = kind();
    Bytes value = kind == null ? null : value(kind.algorithm());
    int partCount = parts == null ? 1 : parts.layout().partCount();
    return kind == null || value == null ? null : ShownChecksum.of(kind, value, partCount);
  }

  /**
   * The checksum that S3 would show of one part: where the object's is made of those of the parts.
   *
   * @param ordinal which part in the order of storage, from 0
   * @return null when it is not known
   */
  public @Nullable ShownChecksum partChecksum(int ordinal) {
    ChecksumKind kind = kind();
    return kind == null || parts == null
        ? null
        : ShownChecksum.ofPart(kind, parts.partDigests(ordinal));
  }

  /**
   * Adds {@code x-amz-checksum-<algorithm>} and {@code x-amz-checksum-type}: for the answer to a
   * PUT, and to a GET or HEAD of the whole object with {@code x-amz-checksum-mode: ENABLED}. Adds
   * nothing when none is known.
   */
  public void addHeaders(HeaderList response) {
    ShownChecksum checksum = checksum();
    if (checksum != null) {
      checksum.addHeaders(response);
    }
  }

  /**
   * The ETag of an SSE-S3 object that is no multipart object: the MD5 in hex, with its quotes.
   *
   * @return null when the MD5 is not known
   */
  public @Nullable String md5ETag() {
    Bytes md5 = value(ChecksumAlgorithm.MD5);
    return md5 == null ? null : '"' + HexFormat.of().formatHex(md5.toArray()) + '"';
  }
}
