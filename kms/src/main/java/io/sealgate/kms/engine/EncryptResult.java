package io.sealgate.kms.engine;

/**
 * What Encrypt answers.
 *
 * @param keyArn the key that encrypted
 * @param ciphertextBlob opaque, at most 6144 bytes
 * @param encryptionAlgorithm {@code SYMMETRIC_DEFAULT}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record EncryptResult(String keyArn, byte[] ciphertextBlob, String encryptionAlgorithm) {

  @Override
  public String toString() {
    return "EncryptResult[" + keyArn + "]";
  }
}
