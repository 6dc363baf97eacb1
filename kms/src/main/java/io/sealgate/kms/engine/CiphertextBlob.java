package io.sealgate.kms.engine;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.SealingKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a symmetric key encrypts to, opaque to callers but naming its key and material.
 *
 * <p>{@code blob := u8 1 || key id(16) || first 8 bytes of the material id || sealed}, sealed under
 * the material (see {@link SealingKey}) and bound to these 25 bytes and the encryption context.
 *
 * @param keyId the key that encrypted
 * @param materialPrefix which of its materials
 * @param bytes the whole blob
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call only
record CiphertextBlob(UUID keyId, Bytes materialPrefix, byte[] bytes) {

  private static final byte VERSION = 1;
  private static final int MATERIAL_PREFIX_BYTES = 8;
  private static final int HEADER_BYTES = 1 + 2 * Long.BYTES + MATERIAL_PREFIX_BYTES;
  private static final byte[] PURPOSE =
      "Sealgate KMS ciphertext".getBytes(StandardCharsets.US_ASCII);

  /**
   * Encrypts under a key's current material.
   *
   * @param plaintext borrowed
   * @param canonicalContext see {@link EncryptionContext}
   */
  static byte[] encrypt(KmsKey key, byte[] plaintext, byte[] canonicalContext) {
    KeyMaterial material = key.currentMaterial();
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(VERSION)
            .putLong(key.id().getMostSignificantBits())
            .putLong(key.id().getLeastSignificantBits())
            .put(material.id().slice(0, MATERIAL_PREFIX_BYTES).toArray())
            .array();
    byte[] sealed =
        material.key().seal(PURPOSE, joined(header, HEADER_BYTES, canonicalContext), plaintext);
    return joined(header, HEADER_BYTES, sealed);
  }

  /**
   * Reads which key a blob names.
   *
   * @param bytes 1 to 6144 bytes from anywhere
   * @throws KmsException InvalidCiphertextException if it is no blob of this service
   */
  static CiphertextBlob parse(byte[] bytes) {
    if (bytes.length <= HEADER_BYTES + SealingKey.OVERHEAD_BYTES
        || bytes.length > Limits.MAX_CIPHERTEXT_BYTES
        || bytes[0] != VERSION) {
      throw invalid();
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, 1, HEADER_BYTES - 1);
    UUID keyId = new UUID(header.getLong(), header.getLong());
    Bytes materialPrefix = Bytes.copyOf(bytes, header.position(), MATERIAL_PREFIX_BYTES);
    return new CiphertextBlob(keyId, materialPrefix, bytes);
  }

  /** The material that encrypted it, of the key that it names. */
  KeyMaterial material(KmsKey key) {
    for (KeyMaterial material : key.materials()) {
      if (material.id().slice(0, MATERIAL_PREFIX_BYTES).equals(materialPrefix)) {
        return material;
      }
    }
    throw invalid();
  }

  /**
   * Decrypts.
   *
   * @param material that encrypted it
   * @param canonicalContext as it was then
   * @return the plaintext, for the caller to zero
   * @throws KmsException InvalidCiphertextException, which never says why
   */
  byte[] decrypt(KeyMaterial material, byte[] canonicalContext) {
    byte[] aad = joined(bytes, HEADER_BYTES, canonicalContext);
    try {
      return material
          .key()
          .open(PURPOSE, aad, Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
    } catch (IntegrityException _) {
      throw invalid();
    }
  }

  @Override
  public String toString() {
    return "CiphertextBlob[" + keyId + "]";
  }

  private static KmsException invalid() {
    return new KmsException(KmsError.INVALID_CIPHERTEXT, "");
  }

  private static byte[] joined(byte[] first, int firstBytes, byte[] second) {
    byte[] joined = Arrays.copyOf(first, firstBytes + second.length);
    System.arraycopy(second, 0, joined, firstBytes, second.length);
    return joined;
  }
}
