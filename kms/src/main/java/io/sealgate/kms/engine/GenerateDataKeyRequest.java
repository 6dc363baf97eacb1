package io.sealgate.kms.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of GenerateDataKey and GenerateDataKeyWithoutPlaintext; exactly one of the two sizes.
 *
 * @param keyId key id, key ARN, alias name or alias ARN
 * @param encryptionContext maybe empty
 * @param numberOfBytes 1 to 1024
 * @param keySpec {@code AES_256} or {@code AES_128}
 * @param dryRun whether to do everything but the effect
 */
public record GenerateDataKeyRequest(
    @Nullable String keyId,
    Map<String, String> encryptionContext,
    @Nullable Integer numberOfBytes,
    @Nullable String keySpec,
    boolean dryRun) {

  /** Copies the context. */
  public GenerateDataKeyRequest {
    encryptionContext = Map.copyOf(encryptionContext);
  }

  /** A 256-bit data key. */
  public static GenerateDataKeyRequest aes256(String keyId, Map<String, String> context) {
    return new GenerateDataKeyRequest(keyId, context, null, "AES_256", false);
  }
}
