package io.sealgate.kms.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of CreateKey, {@code null} where the caller left them out.
 *
 * @param policy the key policy; the default policy when left out
 * @param description up to 8192 characters
 * @param keyUsage {@code ENCRYPT_DECRYPT} is the default
 * @param keySpec {@code SYMMETRIC_DEFAULT} is the default; the older {@code CustomerMasterKeySpec}
 *     means the same
 * @param origin {@code AWS_KMS} is the default
 * @param customKeyStoreId refused: there are no custom key stores
 * @param multiRegion refused when true
 * @param tags at most 50, distinct keys
 */
public record CreateKeyRequest(
    @Nullable String policy,
    @Nullable String description,
    @Nullable String keyUsage,
    @Nullable String keySpec,
    @Nullable String origin,
    @Nullable String customKeyStoreId,
    boolean multiRegion,
    List<Tag> tags) {

  /** Copies the tags. */
  public CreateKeyRequest {
    tags = List.copyOf(tags);
  }

  /** A symmetric key with the default policy. */
  public static CreateKeyRequest symmetric(String description) {
    return new CreateKeyRequest(null, description, null, null, null, null, false, List.of());
  }
}
