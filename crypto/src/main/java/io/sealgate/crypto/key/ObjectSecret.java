package io.sealgate.crypto.key;

import io.sealgate.crypto.Hkdf;
import io.sealgate.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;

/**
 * The 32 random bytes from which every key of one object's layer derives (FORMAT §1). It is stored
 * only sealed in the envelope and never shows itself; closing it zeroes it.
 */
public final class ObjectSecret implements AutoCloseable {

  /** How long a secret is. */
  public static final int LENGTH_BYTES = SecretBytes.KEY_BYTES;

  private static final byte[] OBJECT_INFO = "SG1 object".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FACTS_INFO = "SG1 facts".getBytes(StandardCharsets.US_ASCII);

  private final SecretBytes secret;

  private ObjectSecret(SecretBytes secret) {
    this.secret = secret;
  }

  /**
   * A fresh secret for a new object.
   *
   * @param random where its bytes come from
   */
  public static ObjectSecret random(RandomBytes random) {
    return new ObjectSecret(SecretBytes.random(random));
  }

  /**
   * A secret that takes ownership of the array and zeroes it when closed.
   *
   * @param secret 32 bytes
   * @throws IllegalArgumentException when they are not 32
   */
  public static ObjectSecret owning(byte[] secret) {
    return new ObjectSecret(new SecretBytes(secret, LENGTH_BYTES));
  }

  /**
   * The key that wraps the part data keys in the part headers.
   *
   * @return 32 fresh bytes, the caller's to zero
   * @throws IllegalStateException when the secret has been closed
   */
  public byte[] objectKey() {
    return derive(OBJECT_INFO);
  }

  /**
   * The key that seals the parts' facts.
   *
   * @return 32 fresh bytes, the caller's to zero
   * @throws IllegalStateException when the secret has been closed
   */
  public byte[] factsKey() {
    return derive(FACTS_INFO);
  }

  /**
   * The secret bytes themselves, borrowed: to seal or derive from at once, never to keep, change or
   * copy.
   *
   * @throws IllegalStateException when the secret has been closed
   */
  public byte[] borrow() {
    return secret.borrow();
  }

  /** Whether the secret has been zeroed. */
  public boolean isClosed() {
    return secret.isClosed();
  }

  /** Zeroes the secret; safe to call more than once. */
  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "ObjectSecret[secret]";
  }

  private byte[] derive(byte[] info) {
    return Hkdf.sha512(secret.borrow(), new byte[0], info, SecretBytes.KEY_BYTES);
  }
}
