package io.sealgate.kms.wire;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KeyListEntry;
import io.sealgate.kms.engine.KeyMetadata;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.Page;
import io.sealgate.kms.engine.PageRequest;
import io.sealgate.kms.engine.ScheduleKeyDeletionRequest;
import io.sealgate.kms.engine.ScheduledKeyDeletion;
import org.jspecify.annotations.Nullable;

/** The operations on keys themselves. */
final class KeyOperations {

  private KeyOperations() {}

  static void createKey(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    CreateKeyRequest request =
        new CreateKeyRequest(
            arguments.get(Parameters.POLICY),
            arguments.get(Parameters.DESCRIPTION),
            arguments.get(Parameters.KEY_USAGE),
            keySpec(arguments),
            arguments.get(Parameters.ORIGIN),
            arguments.get(Parameters.CUSTOM_KEY_STORE_ID),
            arguments.isTrue(Parameters.MULTI_REGION),
            arguments.listOf(Parameters.TAGS));
    writeMetadata(answer, engine.createKey(caller, request));
  }

  static void describeKey(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    writeMetadata(answer, engine.describeKey(caller, arguments.get(Parameters.KEY_ID)));
  }

  static void listKeys(KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    Page<KeyListEntry> page = engine.listKeys(caller, pageOf(arguments));
    answer.objects(
        "Keys",
        page.entries(),
        (json, key) -> {
          json.text("KeyId", key.keyId());
          json.text("KeyArn", key.keyArn());
        });
    writePageEnd(answer, page);
  }

  static void enableKey(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    engine.enableKey(caller, arguments.get(Parameters.KEY_ID));
  }

  static void disableKey(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    engine.disableKey(caller, arguments.get(Parameters.KEY_ID));
  }

  static void scheduleKeyDeletion(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    ScheduledKeyDeletion scheduled =
        engine.scheduleKeyDeletion(
            caller,
            new ScheduleKeyDeletionRequest(
                arguments.get(Parameters.KEY_ID),
                arguments.get(Parameters.PENDING_WINDOW_IN_DAYS)));
    answer.text("KeyId", scheduled.keyArn());
    answer.time("DeletionDate", scheduled.deletionDate());
    answer.text("KeyState", scheduled.keyState().wireName());
    answer.number("PendingWindowInDays", scheduled.pendingWindowInDays());
  }

  static void cancelKeyDeletion(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    answer.text("KeyId", engine.cancelKeyDeletion(caller, arguments.get(Parameters.KEY_ID)));
  }

  /** Which part of a list a request asks for. */
  static PageRequest pageOf(Arguments arguments) {
    return new PageRequest(arguments.get(Parameters.LIMIT), arguments.get(Parameters.MARKER));
  }

  /** The members that every list ends with. */
  static void writePageEnd(AnswerBody answer, Page<?> page) {
    answer.text("NextMarker", page.nextMarker());
    answer.flag("Truncated", page.truncated());
  }

  /** {@code CustomerMasterKeySpec} is the old name of {@code KeySpec}; both at once is an error. */
  private static @Nullable String keySpec(Arguments arguments) {
    String keySpec = arguments.get(Parameters.KEY_SPEC);
    String oldKeySpec = arguments.get(Parameters.CUSTOMER_MASTER_KEY_SPEC);
    if (keySpec != null && oldKeySpec != null) {
      throw new KmsException(
          KmsError.VALIDATION,
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
              + "CustomerMasterKeySpec is deprecated.");
    }
    return keySpec != null ? keySpec : oldKeySpec;
  }

  private static void writeMetadata(AnswerBody answer, KeyMetadata key) {
    answer.object(
        "KeyMetadata",
        json -> {
          json.text("AWSAccountId", key.accountId());
          json.text("KeyId", key.keyId());
          json.text("Arn", key.arn());
          json.time("CreationDate", key.creationDate());
          json.flag("Enabled", key.enabled());
          json.text("Description", key.description());
          json.text("KeyUsage", key.keyUsage().name());
          json.text("KeyState", key.keyState().wireName());
          json.time("DeletionDate", key.deletionDate());
          json.text("Origin", key.origin().name());
          json.text("KeyManager", KeyMetadata.KEY_MANAGER);
          json.text("CustomerMasterKeySpec", key.keySpec().name());
          json.text("KeySpec", key.keySpec().name());
          json.texts("EncryptionAlgorithms", key.encryptionAlgorithms());
          json.flag("MultiRegion", key.multiRegion());
          json.text("CurrentKeyMaterialId", key.currentKeyMaterialId());
        });
  }
}
