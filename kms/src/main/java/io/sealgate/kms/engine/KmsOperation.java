package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.StateVerdict.ALLOWED;
import static io.sealgate.kms.engine.StateVerdict.IS_DISABLED;
import static io.sealgate.kms.engine.StateVerdict.IS_NOT_PENDING_DELETION;
import static io.sealgate.kms.engine.StateVerdict.IS_PENDING_DELETION;
import static io.sealgate.kms.engine.StateVerdict.IS_PENDING_IMPORT;
import static io.sealgate.kms.engine.StateVerdict.IS_UNAVAILABLE;

/**
 * Every operation, with what it does on a key in each state: the table "Key states of AWS KMS keys"
 * of the AWS KMS developer guide. Operations that use no key are allowed in each.
 */
enum KmsOperation {
  //                                        Enabled  Disabled  PendingDeletion  PendingImport
  // Unavailable
  CANCEL_KEY_DELETION(
      "CancelKeyDeletion",
      IS_NOT_PENDING_DELETION,
      IS_NOT_PENDING_DELETION,
      ALLOWED,
      IS_NOT_PENDING_DELETION,
      IS_NOT_PENDING_DELETION),
  CREATE_ALIAS("CreateAlias", ALLOWED, ALLOWED, IS_PENDING_DELETION, ALLOWED, ALLOWED),
  CREATE_KEY("CreateKey"),
  DECRYPT("Decrypt", ALLOWED, IS_DISABLED, IS_PENDING_DELETION, IS_PENDING_IMPORT, IS_UNAVAILABLE),
  DELETE_ALIAS("DeleteAlias"),
  DESCRIBE_KEY("DescribeKey"),
  DISABLE_KEY("DisableKey", ALLOWED, ALLOWED, IS_PENDING_DELETION, IS_PENDING_IMPORT, ALLOWED),
  ENABLE_KEY("EnableKey", ALLOWED, ALLOWED, IS_PENDING_DELETION, IS_PENDING_IMPORT, ALLOWED),
  ENCRYPT("Encrypt", ALLOWED, IS_DISABLED, IS_PENDING_DELETION, IS_PENDING_IMPORT, IS_UNAVAILABLE),
  GENERATE_DATA_KEY(
      "GenerateDataKey",
      ALLOWED,
      IS_DISABLED,
      IS_PENDING_DELETION,
      IS_PENDING_IMPORT,
      IS_UNAVAILABLE),
  GENERATE_DATA_KEY_WITHOUT_PLAINTEXT(
      "GenerateDataKeyWithoutPlaintext",
      ALLOWED,
      IS_DISABLED,
      IS_PENDING_DELETION,
      IS_PENDING_IMPORT,
      IS_UNAVAILABLE),
  GENERATE_RANDOM("GenerateRandom"),
  LIST_ALIASES("ListAliases"),
  LIST_KEYS("ListKeys"),
  RE_ENCRYPT_FROM(
      "ReEncryptFrom",
      ALLOWED,
      IS_DISABLED,
      IS_PENDING_DELETION,
      IS_PENDING_IMPORT,
      IS_UNAVAILABLE),
  RE_ENCRYPT_TO(
      "ReEncryptTo", ALLOWED, IS_DISABLED, IS_PENDING_DELETION, IS_PENDING_IMPORT, IS_UNAVAILABLE),
  SCHEDULE_KEY_DELETION(
      "ScheduleKeyDeletion", ALLOWED, ALLOWED, IS_PENDING_DELETION, ALLOWED, ALLOWED),
  /** Of the key that the alias points at afterwards; the one before may be in any state. */
  UPDATE_ALIAS("UpdateAlias", ALLOWED, ALLOWED, IS_PENDING_DELETION, ALLOWED, ALLOWED);

  private final String action;
  private final StateVerdict enabled;
  private final StateVerdict disabled;
  private final StateVerdict pendingDeletion;
  private final StateVerdict pendingImport;
  private final StateVerdict unavailable;

  KmsOperation(String action) {
    this(action, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ALLOWED);
  }

  KmsOperation(
      String action,
      StateVerdict enabled,
      StateVerdict disabled,
      StateVerdict pendingDeletion,
      StateVerdict pendingImport,
      StateVerdict unavailable) {
    this.action = action;
    this.enabled = enabled;
    this.disabled = disabled;
    this.pendingDeletion = pendingDeletion;
    this.pendingImport = pendingImport;
    this.unavailable = unavailable;
  }

  /** The action of policies, without the prefix {@code kms:}. */
  String action() {
    return action;
  }

  /** Whether the operation may go on with a key in that state. */
  StateVerdict on(KeyState state) {
    return switch (state) {
      case ENABLED -> enabled;
      case DISABLED -> disabled;
      case PENDING_DELETION -> pendingDeletion;
      case PENDING_IMPORT -> pendingImport;
      case UNAVAILABLE -> unavailable;
    };
  }
}
