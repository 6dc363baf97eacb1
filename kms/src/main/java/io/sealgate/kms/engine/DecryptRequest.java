package io.sealgate.kms.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of Decrypt.
 *
 * @param ciphertextBlob 1 to 6144 bytes
 * @param encryptionContext exactly as it was given to encrypt
 * @param keyId the key that must have encrypted; may be left out, the blob names its key
 * @param encryptionAlgorithm {@code SYMMETRIC_DEFAULT} is the default
 * @param dryRun whether to do everything but the effect
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record DecryptRequest(
    byte @Nullable [] ciphertextBlob,
    Map<String, String> encryptionContext,
    @Nullable String keyId,
    @Nullable String encryptionAlgorithm,
    boolean dryRun) {

  /** Copies the context. */
  public DecryptRequest {
    encryptionContext = Map.copyOf(encryptionContext);
  }

  @Override
  public String toString() {
    return "DecryptRequest[" + keyId + "]";
  }
}
