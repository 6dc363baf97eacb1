package io.sealgate.proxy.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret of the configuration, kept as bytes. Never shows itself, never becomes text by accident,
 * and is compared in constant time.
 */
public final class Secret implements AutoCloseable {

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a secret is not empty");
    }
    this.bytes = bytes;
  }

  /** A secret with these bytes, copied. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /** A secret with the UTF-8 bytes of a text that could not be avoided. */
  public static Secret ofText(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes, which the caller zeroes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The secret as text, for libraries that take nothing else (the AWS SDK). The text cannot be
   * zeroed.
   */
  public String reveal() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Zeroes the bytes. */
  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  /** The same for each secret: a hash would tell something of it. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
