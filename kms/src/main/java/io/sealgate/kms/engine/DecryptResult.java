package io.sealgate.kms.engine;

/**
 * What Decrypt answers.
 *
 * @param keyArn the key that had encrypted
 * @param plaintext whoever holds the record zeroes it
 * @param encryptionAlgorithm {@code SYMMETRIC_DEFAULT}
 * @param keyMaterialId the material that had encrypted, 64 hexadecimal digits
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record DecryptResult(
    String keyArn, byte[] plaintext, String encryptionAlgorithm, String keyMaterialId) {

  @Override
  public String toString() {
    return "DecryptResult[" + keyArn + "]";
  }
}
