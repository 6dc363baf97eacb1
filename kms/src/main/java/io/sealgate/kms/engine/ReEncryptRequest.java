package io.sealgate.kms.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of ReEncrypt.
 *
 * @param ciphertextBlob 1 to 6144 bytes
 * @param sourceEncryptionContext as it was given to encrypt
 * @param sourceKeyId the key that must have encrypted; may be left out
 * @param sourceEncryptionAlgorithm {@code SYMMETRIC_DEFAULT} is the default
 * @param destinationKeyId key id, key ARN, alias name or alias ARN
 * @param destinationEncryptionContext maybe empty
 * @param destinationEncryptionAlgorithm {@code SYMMETRIC_DEFAULT} is the default
 * @param dryRun whether to do everything but the effect
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record ReEncryptRequest(
    byte @Nullable [] ciphertextBlob,
    Map<String, String> sourceEncryptionContext,
    @Nullable String sourceKeyId,
    @Nullable String sourceEncryptionAlgorithm,
    @Nullable String destinationKeyId,
    Map<String, String> destinationEncryptionContext,
    @Nullable String destinationEncryptionAlgorithm,
    boolean dryRun) {

  /** Copies the contexts. */
  public ReEncryptRequest {
    sourceEncryptionContext = Map.copyOf(sourceEncryptionContext);
    destinationEncryptionContext = Map.copyOf(destinationEncryptionContext);
  }

  @Override
  public String toString() {
    return "ReEncryptRequest[" + sourceKeyId + " to " + destinationKeyId + "]";
  }
}
