package io.sealgate.crypto.aead;

import java.util.Arrays;
import javax.crypto.SecretKey;

/** A raw AES key that can be zeroed, which the JDK's own key class cannot. */
final class AesKey implements SecretKey {

  private static final long serialVersionUID = 1L;

  private final transient byte[] bytes;
  private transient boolean destroyed;

  /** Copies the key. */
  AesKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, because providers zero what they are given. */
  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("this key is closed");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }
}
