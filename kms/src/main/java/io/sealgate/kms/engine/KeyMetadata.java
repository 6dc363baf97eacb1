package io.sealgate.kms.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeKey and CreateKey tell of a key.
 *
 * @param accountId the owner, twelve digits ({@code AWSAccountId})
 * @param keyId the bare id, a UUID
 * @param arn the key ARN
 * @param creationDate when it was made
 * @param description as given, maybe empty
 * @param keyUsage what it may be used for
 * @param keyState its state
 * @param deletionDate when it will be deleted, only while pending deletion
 * @param origin where its material comes from
 * @param keySpec its kind, also shown as {@code CustomerMasterKeySpec}
 * @param encryptionAlgorithms what Encrypt and Decrypt accept
 * @param currentKeyMaterialId 64 hexadecimal digits
 */
public record KeyMetadata(
    String accountId,
    String keyId,
    String arn,
    Instant creationDate,
    String description,
    KeyUsage keyUsage,
    KeyState keyState,
    @Nullable Instant deletionDate,
    KeyOrigin origin,
    KeySpec keySpec,
    List<String> encryptionAlgorithms,
    String currentKeyMaterialId) {

  /** {@code KeyManager}: every key of this service belongs to a customer. */
  public static final String KEY_MANAGER = "CUSTOMER";

  /** Copies the list. */
  public KeyMetadata {
    encryptionAlgorithms = List.copyOf(encryptionAlgorithms);
  }

  /** Whether cryptographic operations are allowed ({@code Enabled}). */
  public boolean enabled() {
    return keyState == KeyState.ENABLED;
  }

  /** {@code MultiRegion}: such keys are refused at creation. */
  public boolean multiRegion() {
    return false;
  }
}
