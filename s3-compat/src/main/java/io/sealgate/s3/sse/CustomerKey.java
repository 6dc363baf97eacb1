package io.sealgate.s3.sse;

import java.util.Arrays;
import java.util.Objects;

/**
 * The key of an SSE-C request: 32 bytes that were checked against their MD5. Never stored, never
 * logged; whoever holds it erases it.
 */
public final class CustomerKey implements RequestedEncryption, AutoCloseable {

  /** AES-256, the only algorithm that S3 knows. */
  public static final int LENGTH_BYTES = 32;

  private final byte[] key;
  private final String md5;

  /**
   * Takes ownership of a checked key.
   *
   * @param key 32 bytes, not copied
   * @param md5 their MD5 in base64, which answers echo
   */
  CustomerKey(byte[] key, String md5) {
    if (key.length != LENGTH_BYTES) {
      throw new IllegalArgumentException("a customer key has 32 bytes");
    }
    this.key = key;
    this.md5 = Objects.requireNonNull(md5);
  }

  /** The key itself, not a copy: zero after {@link #close()}. */
  public byte[] bytes() {
    return key;
  }

  /** The base64 of the key's MD5. */
  public String md5() {
    return md5;
  }

  /** Erases the key. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "CustomerKey[redacted]";
  }
}
