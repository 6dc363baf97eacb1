package io.sealgate.crypto.body;

import io.sealgate.crypto.aead.AesGcm;
import java.util.Arrays;

/**
 * The two keys of an object that its parts need: the object key, which wraps each part's own key,
 * and the facts key (FORMAT §1). One pair per layer.
 *
 * <p>Sealers and openers borrow it while they are made and copy what they need later.
 */
public final class PartKeys implements AutoCloseable {

  private final byte[] objectKey;
  private final byte[] factsKey;
  private boolean closed;

  /**
   * Takes ownership of both arrays.
   *
   * @param objectKey 32 bytes, HKDF(object secret, none, "SG1 object", 32)
   * @param factsKey 32 bytes, HKDF(object secret, none, "SG1 facts", 32)
   */
  public PartKeys(byte[] objectKey, byte[] factsKey) {
    if (objectKey.length != AesGcm.KEY_BYTES || factsKey.length != AesGcm.KEY_BYTES) {
      throw new IllegalArgumentException("object key and facts key have 32 bytes each");
    }
    this.objectKey = objectKey;
    this.factsKey = factsKey;
  }

  /** A pair of its own for whoever outlives the loan of this one. */
  public PartKeys copy() {
    return new PartKeys(objectKey().clone(), factsKey().clone());
  }

  /** The live array, for this package only. */
  byte[] objectKey() {
    requireOpen();
    return objectKey;
  }

  /** The live array, for this package only. */
  byte[] factsKey() {
    requireOpen();
    return factsKey;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("these keys are closed");
    }
  }

  /** Zeroes both; safe to call more than once. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(objectKey, (byte) 0);
    Arrays.fill(factsKey, (byte) 0);
  }
}
