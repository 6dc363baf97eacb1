package io.sealgate.kms.store;

import io.sealgate.crypto.Hkdf;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A 256-bit key that seals any number of messages, each under a key of its own.
 *
 * <p>{@code sealed := salt(32 random) || AES-256-GCM(HKDF-SHA512(key, salt, purpose, 32), IV = 12
 * zero bytes, plaintext, AAD)}. With a fresh key for each message there is no nonce to count, so
 * nothing that a restored backup could make repeat, and no limit to the number of messages.
 *
 * <p>Safe for many threads.
 */
public final class SealingKey implements AutoCloseable {

  /** Length of a key. */
  public static final int KEY_BYTES = AesGcm.KEY_BYTES;

  private static final int SALT_BYTES = 32;
  private static final byte[] ZERO_IV = new byte[AesGcm.IV_BYTES];
  private static final byte[] NO_SALT = {};

  /** By how much sealing lengthens. */
  public static final int OVERHEAD_BYTES = SALT_BYTES + AesGcm.TAG_BYTES;

  private final byte[] key;
  private final AesGcm cipher;
  private final RandomBytes random;
  private volatile boolean closed;

  /**
   * A key.
   *
   * @param key 32 bytes, copied
   * @param random for the salts
   */
  public SealingKey(byte[] key, RandomBytes random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a sealing key has 32 bytes, not " + key.length);
    }
    this.key = key.clone();
    this.cipher = AesGcm.preferred();
    this.random = random;
  }

  /**
   * Seals a message.
   *
   * @param purpose what kind of message it is; separates uses of one key
   * @param aad what the message is bound to
   * @param plaintext borrowed
   * @return {@link #OVERHEAD_BYTES} longer than the plaintext
   */
  public byte[] seal(byte[] purpose, byte[] aad, byte[] plaintext) {
    byte[] salt = random.bytes(SALT_BYTES);
    byte[] messageKey = derived(salt, purpose, KEY_BYTES);
    try {
      byte[] ciphertext = cipher.seal(messageKey, ZERO_IV, aad, plaintext);
      byte[] sealed = Arrays.copyOf(salt, SALT_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, SALT_BYTES, ciphertext.length);
      return sealed;
    } finally {
      Arrays.fill(messageKey, (byte) 0);
    }
  }

  /**
   * Opens what {@link #seal} sealed for the same purpose and bound to the same.
   *
   * @param purpose what kind of message it is
   * @param aad what the message is bound to
   * @param sealed borrowed
   * @return the plaintext, for the caller to zero when it is secret
   * @throws IntegrityException if it does not verify, whatever the cause
   */
  public byte[] open(byte[] purpose, byte[] aad, byte[] sealed) {
    if (sealed.length < OVERHEAD_BYTES) {
      throw new IntegrityException(Reason.RECORD, "is shorter than a salt and a tag");
    }
    byte[] salt = Arrays.copyOf(sealed, SALT_BYTES);
    byte[] messageKey = derived(salt, purpose, KEY_BYTES);
    try {
      byte[] ciphertext = Arrays.copyOfRange(sealed, SALT_BYTES, sealed.length);
      return cipher.open(Reason.RECORD, messageKey, ZERO_IV, aad, ciphertext);
    } finally {
      Arrays.fill(messageKey, (byte) 0);
    }
  }

  /**
   * Bytes that nobody can compute without the key: an authentication code or an identifier. HKDF is
   * a pseudo-random function of its info.
   *
   * @param purposeAndMessage what for, then what is authenticated
   * @param lengthBytes how many bytes
   */
  public byte[] derive(byte[] purposeAndMessage, int lengthBytes) {
    return derived(NO_SALT, purposeAndMessage, lengthBytes);
  }

  /** Zeroes the key; whoever is using it gets an IllegalStateException. */
  @Override
  public void close() {
    closed = true;
    VarHandle.fullFence();
    Arrays.fill(key, (byte) 0);
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "SealingKey";
  }

  /** Looks again afterwards: sealing under a key that was being zeroed would be no sealing. */
  private byte[] derived(byte[] salt, byte[] info, int lengthBytes) {
    byte[] derived = Hkdf.sha512(key, salt, info, lengthBytes);
    VarHandle.fullFence();
    if (closed) {
      Arrays.fill(derived, (byte) 0);
      throw new IllegalStateException("the key is closed");
    }
    return derived;
  }
}
