package io.sealgate.kms.wire;

import io.sealgate.auth.Principal;
import io.sealgate.kms.engine.DataKey;
import io.sealgate.kms.engine.DecryptRequest;
import io.sealgate.kms.engine.DecryptResult;
import io.sealgate.kms.engine.EncryptRequest;
import io.sealgate.kms.engine.EncryptResult;
import io.sealgate.kms.engine.GenerateDataKeyRequest;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.ReEncryptRequest;
import io.sealgate.kms.engine.ReEncryptResult;
import io.sealgate.kms.engine.WrappedDataKey;

/** The operations that use keys. */
final class CryptographicOperations {

  private CryptographicOperations() {}

  static void generateDataKey(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    DataKey key = engine.generateDataKey(caller, dataKeyRequest(arguments));
    answer.blob("CiphertextBlob", key.ciphertextBlob());
    answer.secretBlob("Plaintext", key.plaintext());
    answer.text("KeyId", key.keyArn());
    answer.text("KeyMaterialId", key.keyMaterialId());
  }

  static void generateDataKeyWithoutPlaintext(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    WrappedDataKey key = engine.generateDataKeyWithoutPlaintext(caller, dataKeyRequest(arguments));
    answer.blob("CiphertextBlob", key.ciphertextBlob());
    answer.text("KeyId", key.keyArn());
    answer.text("KeyMaterialId", key.keyMaterialId());
  }

  static void encrypt(KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    EncryptResult result =
        engine.encrypt(
            caller,
            new EncryptRequest(
                arguments.get(Parameters.KEY_ID),
                arguments.get(Parameters.PLAINTEXT),
                arguments.mapOf(Parameters.ENCRYPTION_CONTEXT),
                arguments.get(Parameters.ENCRYPTION_ALGORITHM),
                arguments.isTrue(Parameters.DRY_RUN)));
    answer.blob("CiphertextBlob", result.ciphertextBlob());
    answer.text("KeyId", result.keyArn());
    answer.text("EncryptionAlgorithm", result.encryptionAlgorithm());
  }

  static void decrypt(KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    DecryptResult result =
        engine.decrypt(
            caller,
            new DecryptRequest(
                arguments.get(Parameters.CIPHERTEXT_BLOB),
                arguments.mapOf(Parameters.ENCRYPTION_CONTEXT),
                arguments.get(Parameters.KEY_ID),
                arguments.get(Parameters.ENCRYPTION_ALGORITHM),
                arguments.isTrue(Parameters.DRY_RUN)));
    answer.text("KeyId", result.keyArn());
    answer.secretBlob("Plaintext", result.plaintext());
    answer.text("EncryptionAlgorithm", result.encryptionAlgorithm());
    answer.text("KeyMaterialId", result.keyMaterialId());
  }

  static void reEncrypt(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    ReEncryptResult result =
        engine.reEncrypt(
            caller,
            new ReEncryptRequest(
                arguments.get(Parameters.CIPHERTEXT_BLOB),
                arguments.mapOf(Parameters.SOURCE_ENCRYPTION_CONTEXT),
                arguments.get(Parameters.SOURCE_KEY_ID),
                arguments.get(Parameters.SOURCE_ENCRYPTION_ALGORITHM),
                arguments.get(Parameters.DESTINATION_KEY_ID),
                arguments.mapOf(Parameters.DESTINATION_ENCRYPTION_CONTEXT),
                arguments.get(Parameters.DESTINATION_ENCRYPTION_ALGORITHM),
                arguments.isTrue(Parameters.DRY_RUN)));
    answer.blob("CiphertextBlob", result.ciphertextBlob());
    answer.text("SourceKeyId", result.sourceKeyArn());
    answer.text("KeyId", result.keyArn());
    answer.text("SourceEncryptionAlgorithm", result.sourceEncryptionAlgorithm());
    answer.text("DestinationEncryptionAlgorithm", result.destinationEncryptionAlgorithm());
    answer.text("SourceKeyMaterialId", result.sourceKeyMaterialId());
    answer.text("DestinationKeyMaterialId", result.destinationKeyMaterialId());
  }

  static void generateRandom(
      KmsEngine engine, Principal caller, Arguments arguments, AnswerBody answer) {
    answer.secretBlob(
        "Plaintext", engine.generateRandom(caller, arguments.get(Parameters.NUMBER_OF_BYTES)));
  }

  private static GenerateDataKeyRequest dataKeyRequest(Arguments arguments) {
    return new GenerateDataKeyRequest(
        arguments.get(Parameters.KEY_ID),
        arguments.mapOf(Parameters.ENCRYPTION_CONTEXT),
        arguments.get(Parameters.NUMBER_OF_BYTES),
        arguments.get(Parameters.KEY_SPEC),
        arguments.isTrue(Parameters.DRY_RUN));
  }
}
