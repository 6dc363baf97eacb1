package io.sealgate.kms;

/**
 * What GenerateDataKey answers.
 *
 * @param keyArn the full ARN of the key that wrapped it
 * @param plaintext 32 bytes; whoever holds the record zeroes them
 * @param ciphertextBlob the wrapped form, opaque
 */
@SuppressWarnings(
    "ArrayRecordComponent") // secret bytes are zeroed in place, so they cannot be an immutable copy
public record GeneratedDataKey(String keyArn, byte[] plaintext, byte[] ciphertextBlob) {

  @Override
  public String toString() {
    return "GeneratedDataKey[" + keyArn + "]";
  }
}
