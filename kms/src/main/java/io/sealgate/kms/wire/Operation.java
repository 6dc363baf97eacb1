package io.sealgate.kms.wire;

import static io.sealgate.kms.wire.Parameters.ALIAS_NAME;
import static io.sealgate.kms.wire.Parameters.BYPASS_POLICY_LOCKOUT_SAFETY_CHECK;
import static io.sealgate.kms.wire.Parameters.CIPHERTEXT_BLOB;
import static io.sealgate.kms.wire.Parameters.CUSTOMER_MASTER_KEY_SPEC;
import static io.sealgate.kms.wire.Parameters.CUSTOM_KEY_STORE_ID;
import static io.sealgate.kms.wire.Parameters.DESCRIPTION;
import static io.sealgate.kms.wire.Parameters.DESTINATION_ENCRYPTION_ALGORITHM;
import static io.sealgate.kms.wire.Parameters.DESTINATION_ENCRYPTION_CONTEXT;
import static io.sealgate.kms.wire.Parameters.DESTINATION_KEY_ID;
import static io.sealgate.kms.wire.Parameters.DRY_RUN;
import static io.sealgate.kms.wire.Parameters.DRY_RUN_MODIFIERS;
import static io.sealgate.kms.wire.Parameters.ENCRYPTION_ALGORITHM;
import static io.sealgate.kms.wire.Parameters.ENCRYPTION_CONTEXT;
import static io.sealgate.kms.wire.Parameters.GENERATOR_KEY_STORE_ID;
import static io.sealgate.kms.wire.Parameters.GRANT_TOKENS;
import static io.sealgate.kms.wire.Parameters.KEY_ID;
import static io.sealgate.kms.wire.Parameters.KEY_SPEC;
import static io.sealgate.kms.wire.Parameters.KEY_USAGE;
import static io.sealgate.kms.wire.Parameters.LIMIT;
import static io.sealgate.kms.wire.Parameters.MARKER;
import static io.sealgate.kms.wire.Parameters.MULTI_REGION;
import static io.sealgate.kms.wire.Parameters.NUMBER_OF_BYTES;
import static io.sealgate.kms.wire.Parameters.ORIGIN;
import static io.sealgate.kms.wire.Parameters.PENDING_WINDOW_IN_DAYS;
import static io.sealgate.kms.wire.Parameters.PLAINTEXT;
import static io.sealgate.kms.wire.Parameters.POLICY;
import static io.sealgate.kms.wire.Parameters.RECIPIENT;
import static io.sealgate.kms.wire.Parameters.RESOURCE_OWNERS;
import static io.sealgate.kms.wire.Parameters.SOURCE_ENCRYPTION_ALGORITHM;
import static io.sealgate.kms.wire.Parameters.SOURCE_ENCRYPTION_CONTEXT;
import static io.sealgate.kms.wire.Parameters.SOURCE_KEY_ID;
import static io.sealgate.kms.wire.Parameters.TAGS;
import static io.sealgate.kms.wire.Parameters.TARGET_KEY_ID;
import static io.sealgate.kms.wire.Parameters.XKS_KEY_ID;

import io.sealgate.auth.Principal;
import io.sealgate.kms.engine.KmsEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that are served: name, parameters, and what carries them out. */
@SuppressWarnings("ImmutableEnumChecker") // handlers are method references, parameters a List.of
enum Operation {
  CANCEL_KEY_DELETION("CancelKeyDeletion", KeyOperations::cancelKeyDeletion, KEY_ID),
  CREATE_ALIAS("CreateAlias", AliasOperations::createAlias, ALIAS_NAME, TARGET_KEY_ID),
  CREATE_KEY(
      "CreateKey",
      KeyOperations::createKey,
      POLICY,
      DESCRIPTION,
      KEY_USAGE,
      CUSTOMER_MASTER_KEY_SPEC,
      KEY_SPEC,
      ORIGIN,
      CUSTOM_KEY_STORE_ID,
      BYPASS_POLICY_LOCKOUT_SAFETY_CHECK,
      TAGS,
      MULTI_REGION,
      XKS_KEY_ID),
  DECRYPT(
      "Decrypt",
      CryptographicOperations::decrypt,
      CIPHERTEXT_BLOB,
      ENCRYPTION_CONTEXT,
      GRANT_TOKENS,
      KEY_ID,
      ENCRYPTION_ALGORITHM,
      RECIPIENT,
      DRY_RUN,
      DRY_RUN_MODIFIERS),
  DELETE_ALIAS("DeleteAlias", AliasOperations::deleteAlias, ALIAS_NAME),
  DESCRIBE_KEY("DescribeKey", KeyOperations::describeKey, KEY_ID, GRANT_TOKENS),
  DISABLE_KEY("DisableKey", KeyOperations::disableKey, KEY_ID),
  ENABLE_KEY("EnableKey", KeyOperations::enableKey, KEY_ID),
  ENCRYPT(
      "Encrypt",
      CryptographicOperations::encrypt,
      KEY_ID,
      PLAINTEXT,
      ENCRYPTION_CONTEXT,
      GRANT_TOKENS,
      ENCRYPTION_ALGORITHM,
      DRY_RUN),
  GENERATE_DATA_KEY(
      "GenerateDataKey",
      CryptographicOperations::generateDataKey,
      KEY_ID,
      ENCRYPTION_CONTEXT,
      NUMBER_OF_BYTES,
      KEY_SPEC,
      GRANT_TOKENS,
      RECIPIENT,
      DRY_RUN),
  GENERATE_DATA_KEY_WITHOUT_PLAINTEXT(
      "GenerateDataKeyWithoutPlaintext",
      CryptographicOperations::generateDataKeyWithoutPlaintext,
      KEY_ID,
      ENCRYPTION_CONTEXT,
      KEY_SPEC,
      NUMBER_OF_BYTES,
      GRANT_TOKENS,
      DRY_RUN),
  GENERATE_RANDOM(
      "GenerateRandom",
      CryptographicOperations::generateRandom,
      NUMBER_OF_BYTES,
      GENERATOR_KEY_STORE_ID,
      RECIPIENT),
  LIST_ALIASES("ListAliases", AliasOperations::listAliases, KEY_ID, LIMIT, MARKER),
  LIST_KEYS("ListKeys", KeyOperations::listKeys, LIMIT, MARKER, RESOURCE_OWNERS),
  RE_ENCRYPT(
      "ReEncrypt",
      CryptographicOperations::reEncrypt,
      CIPHERTEXT_BLOB,
      SOURCE_ENCRYPTION_CONTEXT,
      SOURCE_KEY_ID,
      DESTINATION_KEY_ID,
      DESTINATION_ENCRYPTION_CONTEXT,
      SOURCE_ENCRYPTION_ALGORITHM,
      DESTINATION_ENCRYPTION_ALGORITHM,
      GRANT_TOKENS,
      DRY_RUN,
      DRY_RUN_MODIFIERS),
  SCHEDULE_KEY_DELETION(
      "ScheduleKeyDeletion", KeyOperations::scheduleKeyDeletion, KEY_ID, PENDING_WINDOW_IN_DAYS),
  UPDATE_ALIAS("UpdateAlias", AliasOperations::updateAlias, ALIAS_NAME, TARGET_KEY_ID);

  private static final Map<String, Operation> BY_TARGET = byTarget();

  private final String wireName;
  private final Handler handler;
  private final List<Parameter<?>> parameters;

  Operation(String wireName, Handler handler, Parameter<?>... parameters) {
    this.wireName = wireName;
    this.handler = handler;
    this.parameters = List.of(parameters);
  }

  /**
   * The operation that an {@code X-Amz-Target} header names, or null.
   *
   * @param target such as {@code TrentService.Encrypt}
   */
  static @Nullable Operation forTarget(String target) {
    return BY_TARGET.get(target);
  }

  /** AWS's name of it. */
  String wireName() {
    return wireName;
  }

  /** Everything that a request may carry. */
  List<Parameter<?>> parameters() {
    return parameters;
  }

  /** Carries it out and writes the answer. */
  void run(KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    handler.run(engine, caller, arguments, answer);
  }

  private static Map<String, Operation> byTarget() {
    Map<String, Operation> byTarget = new HashMap<>();
    for (Operation operation : values()) {
      byTarget.put("TrentService." + operation.wireName, operation);
    }
    return Map.copyOf(byTarget);
  }

  /** Calls the engine with the arguments and writes what it returns. */
  @FunctionalInterface
  private interface Handler {
    void run(KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer);
  }
}
