package io.sealgate.kms.engine;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.store.SealingKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * One generation of a symmetric key's material. It never shows the material itself.
 *
 * @param id 32 bytes, derived from the material: the same material always has the same id
 * @param creationDate when it became the key's
 * @param wrapped the material as the store wrapped it for the key's record
 * @param key the material, ready for use
 */
record KeyMaterial(Bytes id, Instant creationDate, Bytes wrapped, SealingKey key) {

  static final int ID_BYTES = 32;

  private static final byte[] ID_PURPOSE =
      "Sealgate KMS key material id".getBytes(StandardCharsets.US_ASCII);

  /**
   * Material in use.
   *
   * @param material 32 bytes; zeroed
   */
  static KeyMaterial of(byte[] material, Bytes wrapped, Instant creationDate, RandomBytes random) {
    try {
      SealingKey key = new SealingKey(material, random);
      return new KeyMaterial(
          Bytes.copyOf(key.derive(ID_PURPOSE, ID_BYTES)), creationDate, wrapped, key);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "KeyMaterial[" + id.hex() + "]";
  }
}
