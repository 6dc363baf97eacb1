package io.sealgate.kms.engine;

/**
 * What GenerateDataKeyWithoutPlaintext answers.
 *
 * @param keyArn the key that wrapped it
 * @param keyMaterialId the material that wrapped it, 64 hexadecimal digits
 * @param ciphertextBlob the data key, wrapped
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record WrappedDataKey(String keyArn, String keyMaterialId, byte[] ciphertextBlob) {

  @Override
  public String toString() {
    return "WrappedDataKey[" + keyArn + "]";
  }
}
