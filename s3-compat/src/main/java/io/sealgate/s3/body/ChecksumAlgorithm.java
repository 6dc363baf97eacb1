package io.sealgate.s3.body;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The checksum algorithms of S3 (API reference, "Checking object integrity"; the last five since
 * 2026), each over the whole plaintext. Constants are named as S3 spells them in {@code
 * x-amz-sdk-checksum-algorithm} and in error messages.
 */
public enum ChecksumAlgorithm {
  CRC32(DigestType.CRC32, "crc32"),
  CRC32C(DigestType.CRC32C, "crc32c"),
  CRC64NVME(DigestType.CRC64NVME, "crc64nvme"),
  SHA1(DigestType.SHA1, "sha1"),
  SHA256(DigestType.SHA256, "sha256"),
  SHA512(DigestType.SHA512, "sha512"),
  MD5(DigestType.MD5, "md5"),
  XXHASH64(DigestType.XXHASH64, "xxhash64"),
  XXHASH3(DigestType.XXHASH3, "xxhash3"),
  XXHASH128(DigestType.XXHASH128, "xxhash128");

  private static final ChecksumAlgorithm[] ALL = values();

  private final DigestType digestType;
  private final String shortName;
  private final String header;
  private final String element;

  ChecksumAlgorithm(DigestType digestType, String shortName) {
    this.digestType = digestType;
    this.shortName = shortName;
    this.header = "x-amz-checksum-" + shortName;
    this.element = "Checksum" + name();
  }

  /**
   * The algorithm whose header (or trailer) has that name.
   *
   * @param name a header name in any case
   * @return null when it is no checksum header that S3 knows
   */
  public static @Nullable ChecksumAlgorithm ofHeader(String name) {
    for (ChecksumAlgorithm algorithm : ALL) {
      if (algorithm.header.equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * The algorithm of that name, as in {@code x-amz-sdk-checksum-algorithm}.
   *
   * @param name a name in any case
   * @return null when S3 knows no such algorithm
   */
  public static @Nullable ChecksumAlgorithm ofName(String name) {
    for (ChecksumAlgorithm algorithm : ALL) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * The algorithm whose values stand in that element of an S3 document.
   *
   * @param name an element name, such as {@code ChecksumCRC32}
   * @return null when no algorithm's values do
   */
  public static @Nullable ChecksumAlgorithm ofElement(String name) {
    for (ChecksumAlgorithm algorithm : ALL) {
      if (algorithm.element.equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /** The algorithm whose values facts, notes and records keep under that type. */
  public static ChecksumAlgorithm of(DigestType type) {
    return switch (type) {
      case CRC32 -> CRC32;
      case CRC32C -> CRC32C;
      case CRC64NVME -> CRC64NVME;
      case SHA1 -> SHA1;
      case SHA256 -> SHA256;
      case SHA512 -> SHA512;
      case MD5 -> MD5;
      case XXHASH64 -> XXHASH64;
      case XXHASH3 -> XXHASH3;
      case XXHASH128 -> XXHASH128;
    };
  }

  /** Its name in lower case, as in most error messages about multipart uploads. */
  public String shortName() {
    return shortName;
  }

  /** The element that carries a value in S3 documents, such as {@code ChecksumCRC32}. */
  public String element() {
    return element;
  }

  /** The request header, trailer and response header that carries a value, in lower case. */
  public String header() {
    return header;
  }

  /** What its values are called in facts, notes and records (FORMAT §2). */
  public DigestType digestType() {
    return digestType;
  }

  /** The length of a value before base64. */
  public int lengthBytes() {
    return digestType.lengthBytes();
  }

  /**
   * A new computation, over nothing so far. The first of {@link #CRC64NVME} loads a native library,
   * which takes a tenth of a second and more.
   */
  public RunningChecksum start() {
    return switch (this) {
      case CRC32 -> new ZipChecksum(new java.util.zip.CRC32());
      case CRC32C -> new ZipChecksum(new java.util.zip.CRC32C());
      case CRC64NVME -> Crc64NvmeChecksums.WORKING.getFirst().get();
      case SHA1 -> new MessageDigestChecksum("SHA-1");
      case SHA256 -> new MessageDigestChecksum("SHA-256");
      case SHA512 -> new MessageDigestChecksum("SHA-512");
      case MD5 -> new MessageDigestChecksum("MD5");
      case XXHASH64 -> new Xxh64Checksum();
      case XXHASH3 -> Xxh3Checksum.of64Bits();
      case XXHASH128 -> Xxh3Checksum.of128Bits();
    };
  }

  /**
   * One of the digests of some plaintext.
   *
   * @return null when it is not known
   */
  public @Nullable Bytes in(Digests digests) {
    return digests.values().get(digestType);
  }

  /** A value as headers carry it: base64 with padding. */
  public String encode(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  /**
   * A value from a header.
   *
   * @param text what the header says
   * @return null when it is not base64 with padding of exactly {@link #lengthBytes} bytes
   */
  public byte @Nullable [] decode(String text) {
    return StrictBase64.decode(text, lengthBytes());
  }
}
