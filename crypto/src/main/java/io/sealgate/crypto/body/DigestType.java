package io.sealgate.crypto.body;

import java.util.Optional;

/** The digests of plaintext that facts, notes and records hold (FORMAT §2). */
public enum DigestType {
  MD5(1, 16),
  CRC32(2, 4),
  CRC32C(3, 4),
  CRC64NVME(4, 8),
  SHA1(5, 20),
  SHA256(6, 32),
  SHA512(7, 64),
  XXHASH64(8, 8),
  XXHASH3(9, 8),
  XXHASH128(10, 16);

  private static final DigestType[] BY_CODE = values();

  private final int code;
  private final int lengthBytes;

  DigestType(int code, int lengthBytes) {
    this.code = code;
    this.lengthBytes = lengthBytes;
  }

  /** The number that stands for it in stored bytes, 1 to 255. */
  public int code() {
    return code;
  }

  /** How long such a digest is. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** The type with that number, empty for one that this version does not know. */
  public static Optional<DigestType> ofCode(int code) {
    return code >= 1 && code <= BY_CODE.length ? Optional.of(BY_CODE[code - 1]) : Optional.empty();
  }
}
