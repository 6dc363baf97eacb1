package io.sealgate.kms.engine;

/**
 * What ReEncrypt answers.
 *
 * @param ciphertextBlob the plaintext under the destination key
 * @param sourceKeyArn the key that had encrypted
 * @param keyArn the key that encrypted now
 * @param sourceEncryptionAlgorithm {@code SYMMETRIC_DEFAULT}
 * @param destinationEncryptionAlgorithm {@code SYMMETRIC_DEFAULT}
 * @param sourceKeyMaterialId the material that had encrypted, 64 hexadecimal digits
 * @param destinationKeyMaterialId the material that encrypted now, 64 hexadecimal digits
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record ReEncryptResult(
    byte[] ciphertextBlob,
    String sourceKeyArn,
    String keyArn,
    String sourceEncryptionAlgorithm,
    String destinationEncryptionAlgorithm,
    String sourceKeyMaterialId,
    String destinationKeyMaterialId) {

  @Override
  public String toString() {
    return "ReEncryptResult[" + sourceKeyArn + " to " + keyArn + "]";
  }
}
