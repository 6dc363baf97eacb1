package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One way into a store: its root key, wrapped by one seal key. A store may have several, so that a
 * seal key can be changed, or another kept for recovery, without touching a record.
 *
 * @param kind which kind of seal: {@value #KEY_FILE} is a key file
 * @param sealKeyId tells seal keys apart, and nothing else of them
 * @param wrappedRootKey the root key, bound to the store and the kind
 */
record SealSlot(int kind, Bytes sealKeyId, Bytes wrappedRootKey) {

  static final int KEY_FILE = 1;
  static final int ID_BYTES = 16;
  static final int WRAPPED_BYTES = SealingKey.KEY_BYTES + SealingKey.OVERHEAD_BYTES;

  private static final byte[] ID_PURPOSE =
      "Sealgate KMS seal key id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WRAP_PURPOSE =
      "Sealgate KMS root key".getBytes(StandardCharsets.US_ASCII);

  /** The slot for a key file's key. */
  static SealSlot ofKeyFile(SealingKey sealKey, Bytes storeId, byte[] rootKey) {
    byte[] wrapped = sealKey.seal(WRAP_PURPOSE, binding(KEY_FILE, storeId), rootKey);
    return new SealSlot(KEY_FILE, idOf(sealKey), Bytes.copyOf(wrapped));
  }

  /** Whether this slot was made for that key. */
  boolean fits(SealingKey sealKey) {
    return sealKeyId.equals(idOf(sealKey));
  }

  /**
   * The root key.
   *
   * @throws IntegrityException if the slot is damaged or another store's
   */
  RootKey open(SealingKey sealKey, Bytes storeId, RandomBytes random) {
    byte[] rootKey = sealKey.open(WRAP_PURPOSE, binding(kind, storeId), wrappedRootKey.toArray());
    try {
      return new RootKey(new SealingKey(rootKey, random));
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  private static Bytes idOf(SealingKey sealKey) {
    return Bytes.copyOf(sealKey.derive(ID_PURPOSE, ID_BYTES));
  }

  private static byte[] binding(int kind, Bytes storeId) {
    return ByteBuffer.allocate(1 + storeId.lengthBytes())
        .put((byte) kind)
        .put(storeId.toArray())
        .array();
  }
}
