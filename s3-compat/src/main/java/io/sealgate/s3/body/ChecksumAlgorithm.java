package io.sealgate.s3.body;

import io.sealgate.crypto.body.DigestType;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The checksum algorithms of S3 (API reference, "Checking object integrity"; the last five since
 * 2026), each over the whole plaintext. Constants are named as S3 spells them in {@code
 * x-amz-sdk-checksum-algorithm} and in error messages.
 */
public enum ChecksumAlgorithm {
  CRC32(DigestType.CRC32, "x-amz-checksum-crc32"),
  CRC32C(DigestType.CRC32C, "x-amz-checksum-crc32c"),
  CRC64NVME(DigestType.CRC64NVME, "x-amz-checksum-crc64nvme"),
  SHA1(DigestType.SHA1, "x-amz-checksum-sha1"),
  SHA256(DigestType.SHA256, "x-amz-checksum-sha256"),
  SHA512(DigestType.SHA512, "x-amz-checksum-sha512"),
  MD5(DigestType.MD5, "x-amz-checksum-md5"),
  XXHASH64(DigestType.XXHASH64, "x-amz-checksum-xxhash64"),
  XXHASH3(DigestType.XXHASH3, "x-amz-checksum-xxhash3"),
  XXHASH128(DigestType.XXHASH128, "x-amz-checksum-xxhash128");

  private static final ChecksumAlgorithm[] ALL = values();

  private final DigestType digestType;
  private final String header;

  ChecksumAlgorithm(DigestType digestType, String header) {
    this.digestType = digestType;
    this.header = header;
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

  /** A new computation, over nothing so far. */
  public RunningChecksum start() {
    return switch (this) {
      case CRC32 -> new ZipChecksum(new java.util.zip.CRC32());
      case CRC32C -> new ZipChecksum(new java.util.zip.CRC32C());
      case CRC64NVME -> new Crc64NvmeChecksum();
      case SHA1 -> new MessageDigestChecksum("SHA-1");
      case SHA256 -> new MessageDigestChecksum("SHA-256");
      case SHA512 -> new MessageDigestChecksum("SHA-512");
      case MD5 -> new MessageDigestChecksum("MD5");
      case XXHASH64 -> new Xxh64Checksum();
      case XXHASH3 -> Xxh3Checksum.of64Bits();
      case XXHASH128 -> Xxh3Checksum.of128Bits();
    };
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
