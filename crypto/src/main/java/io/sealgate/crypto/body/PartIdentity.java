package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;

/**
 * Which part this is: its number, its plaintext length and the salt that tells one attempt at it
 * from the next. Header, facts, notes and records carry it and must agree (FORMAT §2, §4).
 *
 * @param partNumber 1 to {@link #MAX_PART_NUMBER}; a PutObject's part is 1
 * @param plaintextBytes 0 to {@link PartLayout#MAX_PLAINTEXT_BYTES}
 * @param salt 16 bytes
 */
public record PartIdentity(int partNumber, long plaintextBytes, Bytes salt) {

  /** Length of the salt. */
  public static final int SALT_BYTES = 16;

  /** The highest part number (S3: UploadPart, 1 to 10,000). */
  public static final int MAX_PART_NUMBER = 10_000;

  /** Checks the ranges. */
  public PartIdentity {
    if (!inRange(partNumber, plaintextBytes) || salt.lengthBytes() != SALT_BYTES) {
      throw new IllegalArgumentException(
          "no part: number " + partNumber + ", " + plaintextBytes + " bytes, " + salt);
    }
  }

  /** Whether a part can have that number and that length. */
  static boolean inRange(int partNumber, long plaintextBytes) {
    return partNumber >= 1
        && partNumber <= MAX_PART_NUMBER
        && plaintextBytes >= 0
        && plaintextBytes <= PartLayout.MAX_PLAINTEXT_BYTES;
  }

  /** Where everything lies in the part. */
  public PartLayout layout() {
    return new PartLayout(plaintextBytes);
  }
}
