package io.sealgate.crypto.key;

/**
 * The 32-byte key under which object secrets are sealed: a KMS data key, or the key that an SSE-C
 * client sent (FORMAT §1). It is never stored and never shows itself; closing it zeroes it.
 */
public final class KeyEncryptionKey implements AutoCloseable {

  /** How long such a key is. */
  public static final int LENGTH_BYTES = SecretBytes.KEY_BYTES;

  private final SecretBytes secret;

  private KeyEncryptionKey(SecretBytes secret) {
    this.secret = secret;
  }

  /**
   * A key that takes ownership of the array and zeroes it when closed.
   *
   * @param key 32 bytes
   * @throws IllegalArgumentException when they are not 32
   */
  public static KeyEncryptionKey owning(byte[] key) {
    return new KeyEncryptionKey(new SecretBytes(key, LENGTH_BYTES));
  }

  /**
   * The key bytes themselves, borrowed: to derive from at once, never to keep, change or copy.
   *
   * @throws IllegalStateException when the key has been closed
   */
  public byte[] borrow() {
    return secret.borrow();
  }

  /** Whether the key has been zeroed. */
  public boolean isClosed() {
    return secret.isClosed();
  }

  /** Zeroes the key; safe to call more than once. */
  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "KeyEncryptionKey[secret]";
  }
}
