package io.sealgate.crypto.key;

import io.sealgate.crypto.RandomBytes;
import java.util.Arrays;

/**
 * Key bytes that are zeroed when closed: what every key type of this package holds. It is never
 * compared, printed or copied.
 */
final class SecretBytes implements AutoCloseable {

  static final int KEY_BYTES = 32;

  private final byte[] value;
  private volatile boolean closed;

  /** Takes ownership of the array. */
  SecretBytes(byte[] value, int lengthBytes) {
    if (value.length != lengthBytes) {
      throw new IllegalArgumentException("a key of " + value.length + " bytes");
    }
    this.value = value;
  }

  static SecretBytes random(RandomBytes random) {
    return new SecretBytes(random.bytes(KEY_BYTES), KEY_BYTES);
  }

  /** The bytes themselves, borrowed until the holder closes. */
  byte[] borrow() {
    if (closed) {
      throw new IllegalStateException("the key has been zeroed");
    }
    return value;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(value, (byte) 0);
  }
}
