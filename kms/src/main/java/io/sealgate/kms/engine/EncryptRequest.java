package io.sealgate.kms.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of Encrypt.
 *
 * @param keyId key id, key ARN, alias name or alias ARN
 * @param plaintext 1 to 4096 bytes; stays the caller's, who zeroes it
 * @param encryptionContext maybe empty
 * @param encryptionAlgorithm {@code SYMMETRIC_DEFAULT} is the default
 * @param dryRun whether to do everything but the effect
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes pass through untouched; a copy would double the secrets to zero
public record EncryptRequest(
    @Nullable String keyId,
    byte @Nullable [] plaintext,
    Map<String, String> encryptionContext,
    @Nullable String encryptionAlgorithm,
    boolean dryRun) {

  /** Copies the context. */
  public EncryptRequest {
    encryptionContext = Map.copyOf(encryptionContext);
  }

  @Override
  public String toString() {
    return "EncryptRequest[" + keyId + "]";
  }
}
