package io.sealgate.crypto.key;

import io.sealgate.crypto.Hkdf;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The key of one seal, with the commitment that is stored beside it: AES-GCM alone would let one
 * ciphertext open under two keys (FORMAT §1). A fresh salt derives both, so the key serves once and
 * its IV can be constant. Closing it zeroes it.
 */
public final class CommittedKey implements AutoCloseable {

  /** How long the salt is. */
  public static final int SALT_BYTES = 32;

  /** How long the commitment is. */
  public static final int COMMITMENT_BYTES = 32;

  private final SecretBytes key;
  private final byte[] commitment;

  private CommittedKey(SecretBytes key, byte[] commitment) {
    this.key = key;
    this.commitment = commitment;
  }

  /**
   * Derives {@code key || commitment} (FORMAT §1).
   *
   * @param parent from which, borrowed
   * @param salt 32 bytes, fresh for each seal; borrowed
   * @param info what the key is for; borrowed
   */
  public static CommittedKey derive(KeyEncryptionKey parent, byte[] salt, byte[] info) {
    byte[] derived =
        Hkdf.sha512(parent.borrow(), salt, info, SecretBytes.KEY_BYTES + COMMITMENT_BYTES);
    try {
      return new CommittedKey(
          new SecretBytes(Arrays.copyOf(derived, SecretBytes.KEY_BYTES), SecretBytes.KEY_BYTES),
          Arrays.copyOfRange(derived, SecretBytes.KEY_BYTES, derived.length));
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  /**
   * The key itself, 32 bytes, borrowed: never to keep, change or copy.
   *
   * @throws IllegalStateException when it has been closed
   */
  public byte[] borrow() {
    return key.borrow();
  }

  /** The commitment to store, 32 bytes; borrowed. */
  public byte[] commitment() {
    return commitment;
  }

  /**
   * Compares with a stored commitment, in constant time.
   *
   * @param piece what is being opened, for the exception
   * @param stored the commitment as it was stored
   * @throws IntegrityException when it is another key's
   */
  public void requireCommitment(Reason piece, byte[] stored) {
    if (!MessageDigest.isEqual(commitment, stored)) {
      throw new IntegrityException(piece, "does not verify");
    }
  }

  /** Zeroes the key; safe to call more than once. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "CommittedKey[secret]";
  }
}
