package io.sealgate.kms.engine;

/**
 * What GenerateDataKey answers.
 *
 * @param keyArn the key that wrapped it
 * @param keyMaterialId the material that wrapped it, 64 hexadecimal digits
 * @param plaintext the data key; whoever holds the record zeroes it
 * @param ciphertextBlob the data key, wrapped
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record DataKey(
    String keyArn, String keyMaterialId, byte[] plaintext, byte[] ciphertextBlob) {

  @Override
  public String toString() {
    return "DataKey[" + keyArn + "]";
  }
}
