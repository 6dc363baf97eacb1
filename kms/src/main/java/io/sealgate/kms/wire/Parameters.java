package io.sealgate.kms.wire;

import io.sealgate.kms.engine.Tag;
import java.util.List;
import java.util.Map;

/** Every parameter of the operations, by AWS's names (kms 2014-11-01). */
final class Parameters {

  static final Parameter<String> ALIAS_NAME = Parameter.text("AliasName");
  static final Parameter<byte[]> CIPHERTEXT_BLOB = Parameter.blob("CiphertextBlob");
  static final Parameter<String> CUSTOM_KEY_STORE_ID = Parameter.text("CustomKeyStoreId");
  static final Parameter<String> CUSTOMER_MASTER_KEY_SPEC = Parameter.text("CustomerMasterKeySpec");
  static final Parameter<String> DESCRIPTION = Parameter.text("Description");
  static final Parameter<String> DESTINATION_ENCRYPTION_ALGORITHM =
      Parameter.text("DestinationEncryptionAlgorithm");
  static final Parameter<Map<String, String>> DESTINATION_ENCRYPTION_CONTEXT =
      Parameter.textMap("DestinationEncryptionContext");
  static final Parameter<String> DESTINATION_KEY_ID = Parameter.text("DestinationKeyId");
  static final Parameter<Boolean> DRY_RUN = Parameter.flag("DryRun");
  static final Parameter<String> ENCRYPTION_ALGORITHM = Parameter.text("EncryptionAlgorithm");
  static final Parameter<Map<String, String>> ENCRYPTION_CONTEXT =
      Parameter.textMap("EncryptionContext");
  static final Parameter<String> KEY_ID = Parameter.text("KeyId");
  static final Parameter<String> KEY_SPEC = Parameter.text("KeySpec");
  static final Parameter<String> KEY_USAGE = Parameter.text("KeyUsage");
  static final Parameter<Integer> LIMIT = Parameter.integer("Limit");
  static final Parameter<String> MARKER = Parameter.text("Marker");
  static final Parameter<Boolean> MULTI_REGION = Parameter.flag("MultiRegion");
  static final Parameter<Integer> NUMBER_OF_BYTES = Parameter.integer("NumberOfBytes");
  static final Parameter<String> ORIGIN = Parameter.text("Origin");
  static final Parameter<Integer> PENDING_WINDOW_IN_DAYS = Parameter.integer("PendingWindowInDays");
  static final Parameter<byte[]> PLAINTEXT = Parameter.blob("Plaintext");
  static final Parameter<String> POLICY = Parameter.text("Policy");
  static final Parameter<String> SOURCE_ENCRYPTION_ALGORITHM =
      Parameter.text("SourceEncryptionAlgorithm");
  static final Parameter<Map<String, String>> SOURCE_ENCRYPTION_CONTEXT =
      Parameter.textMap("SourceEncryptionContext");
  static final Parameter<String> SOURCE_KEY_ID = Parameter.text("SourceKeyId");
  static final Parameter<List<Tag>> TAGS = Parameter.tags("Tags");
  static final Parameter<String> TARGET_KEY_ID = Parameter.text("TargetKeyId");

  static final Parameter<Boolean> BYPASS_POLICY_LOCKOUT_SAFETY_CHECK =
      Parameter.unsupported("BypassPolicyLockoutSafetyCheck");
  static final Parameter<Boolean> DRY_RUN_MODIFIERS = Parameter.unsupported("DryRunModifiers");
  static final Parameter<Boolean> GENERATOR_KEY_STORE_ID =
      Parameter.unsupported("CustomKeyStoreId");
  static final Parameter<Boolean> GRANT_TOKENS = Parameter.unsupported("GrantTokens");
  static final Parameter<Boolean> RECIPIENT = Parameter.unsupported("Recipient");
  static final Parameter<Boolean> RESOURCE_OWNERS = Parameter.unsupported("ResourceOwners");
  static final Parameter<Boolean> XKS_KEY_ID = Parameter.unsupported("XksKeyId");

  private Parameters() {}
}
