package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.CONTEXT;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operation does on a key in each state. */
final class KmsOperationTest {

  @TempDir Path directory;
  private Kms kms;

  @BeforeEach
  void open() {
    kms = new Kms(directory);
  }

  @AfterEach
  void close() {
    kms.close();
  }

  /** The table of the developer guide: +, or the first letter of the reason why not. */
  @ParameterizedTest
  @CsvSource({
    "CANCEL_KEY_DELETION,                  N, N, +, N, N",
    "CREATE_ALIAS,                         +, +, P, +, +",
    "CREATE_KEY,                           +, +, +, +, +",
    "DECRYPT,                              +, D, P, I, U",
    "DELETE_ALIAS,                         +, +, +, +, +",
    "DESCRIBE_KEY,                         +, +, +, +, +",
    "DISABLE_KEY,                          +, +, P, I, +",
    "ENABLE_KEY,                           +, +, P, I, +",
    "ENCRYPT,                              +, D, P, I, U",
    "GENERATE_DATA_KEY,                    +, D, P, I, U",
    "GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,  +, D, P, I, U",
    "GENERATE_RANDOM,                      +, +, +, +, +",
    "LIST_ALIASES,                         +, +, +, +, +",
    "LIST_KEYS,                            +, +, +, +, +",
    "RE_ENCRYPT_FROM,                      +, D, P, I, U",
    "RE_ENCRYPT_TO,                        +, D, P, I, U",
    "SCHEDULE_KEY_DELETION,                +, +, P, +, +",
    "UPDATE_ALIAS,                         +, +, P, +, +",
  })
  void followsTheTable(
      KmsOperation operation,
      String enabled,
      String disabled,
      String pendingDeletion,
      String pendingImport,
      String unavailable) {
    assertThat(letter(operation.on(KeyState.ENABLED))).isEqualTo(enabled);
    assertThat(letter(operation.on(KeyState.DISABLED))).isEqualTo(disabled);
    assertThat(letter(operation.on(KeyState.PENDING_DELETION))).isEqualTo(pendingDeletion);
    assertThat(letter(operation.on(KeyState.PENDING_IMPORT))).isEqualTo(pendingImport);
    assertThat(letter(operation.on(KeyState.UNAVAILABLE))).isEqualTo(unavailable);
  }

  @Test
  void theTableIsTestedWhole() {
    assertThat(KmsOperation.values()).hasSize(18);
  }

  @ParameterizedTest
  @CsvSource({
    "IS_DISABLED, DISABLED, is disabled.",
    "IS_PENDING_DELETION, INVALID_STATE, is pending deletion.",
    "IS_NOT_PENDING_DELETION, INVALID_STATE, is not pending deletion.",
    "IS_PENDING_IMPORT, INVALID_STATE, is pending import.",
    "IS_UNAVAILABLE, INVALID_STATE, is unavailable.",
  })
  void saysWhyNotInAwsWords(StateVerdict verdict, KmsError error, String text) {
    assertRefused(error, "arn " + text, () -> verdict.require("arn"));
  }

  @ParameterizedTest
  @EnumSource
  void theEngineAsksTheTable(KmsOperation operation) {
    KeyMetadata key = kms.newKey();
    kms.engine().createAlias(ALICE, new AliasRequest("alias/used", key.keyId()));
    KeyMetadata other = kms.newKey();
    kms.engine().createAlias(ALICE, new AliasRequest("alias/other", other.keyId()));
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    byte[] otherBlob = kms.encrypted(other.keyId(), new byte[1]);

    kms.engine().disableKey(ALICE, key.keyId());
    assertFollows(operation, KeyState.DISABLED, key, blob, otherBlob);
    kms.engine().scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(key.keyId(), 7));
    if (operation != KmsOperation.CANCEL_KEY_DELETION) {
      assertFollows(operation, KeyState.PENDING_DELETION, key, blob, otherBlob);
    }
  }

  @Test
  void keysGoThroughTheirLife() {
    KmsEngine engine = kms.engine();
    KeyMetadata key = kms.newKey();
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.enabled()).isTrue();

    engine.disableKey(ALICE, key.arn());
    engine.disableKey(ALICE, key.arn());
    assertThat(engine.describeKey(ALICE, key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
    engine.enableKey(ALICE, key.keyId());
    assertThat(engine.describeKey(ALICE, key.keyId()).enabled()).isTrue();

    ScheduledKeyDeletion scheduled =
        engine.scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(key.keyId(), null));
    assertThat(scheduled)
        .isEqualTo(
            new ScheduledKeyDeletion(
                key.arn(),
                kms.clock.instant().plus(Duration.ofDays(30)),
                KeyState.PENDING_DELETION,
                30));
    KeyMetadata doomed = engine.describeKey(ALICE, key.keyId());
    assertThat(doomed.deletionDate()).isEqualTo(scheduled.deletionDate());
    assertThat(doomed.enabled()).isFalse();

    assertThat(engine.cancelKeyDeletion(ALICE, key.keyId())).isEqualTo(key.arn());
    KeyMetadata saved = engine.describeKey(ALICE, key.keyId());
    assertThat(saved.keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(saved.deletionDate()).isNull();
  }

  @Test
  void atItsDeletionDateAKeyVanishesWithItsAliasesAndCiphertexts() {
    KmsEngine engine = kms.engine();
    KeyMetadata key = kms.newKey();
    engine.createAlias(ALICE, new AliasRequest("alias/a", key.keyId()));
    byte[] blob = kms.encrypted(key.keyId(), new byte[1]);
    engine.scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(key.keyId(), 7));

    kms.clock.advance(Duration.ofDays(7).minusMillis(1));
    assertThat(engine.describeKey(ALICE, "alias/a").keyId()).isEqualTo(key.keyId());
    kms.clock.advance(Duration.ofMillis(1));

    for (int cleanUps = 0; cleanUps < 2; cleanUps++) {
      assertRefused(
          KmsError.NOT_FOUND,
          "Key '" + key.arn() + "' does not exist",
          () -> engine.cancelKeyDeletion(ALICE, key.keyId()));
      assertRefused(
          KmsError.NOT_FOUND,
          "Alias " + Kms.arn("alias/a") + " is not found.",
          () -> engine.describeKey(ALICE, "alias/a"));
      assertRefused(
          KmsError.ACCESS_DENIED,
          "The ciphertext refers to a customer master key that does not exist, does not exist in"
              + " this region, or you are not allowed to access.",
          () -> kms.decrypted(blob));
      assertThat(engine.listKeys(ALICE, PageRequest.FIRST).entries()).isEmpty();
      assertThat(engine.listAliases(ALICE, null, PageRequest.FIRST).entries()).isEmpty();
      assertThat(engine.deleteDueKeys()).isEqualTo(cleanUps == 0 ? 1 : 0);
    }
    engine.createAlias(ALICE, new AliasRequest("alias/a", kms.newKey().keyId()));
  }

  private void assertFollows(
      KmsOperation operation, KeyState state, KeyMetadata key, byte[] blob, byte[] otherBlob) {
    String text =
        switch (operation.on(state)) {
          case ALLOWED -> "";
          case IS_DISABLED -> key.arn() + " is disabled.";
          case IS_PENDING_DELETION -> key.arn() + " is pending deletion.";
          case IS_NOT_PENDING_DELETION -> key.arn() + " is not pending deletion.";
          case IS_PENDING_IMPORT, IS_UNAVAILABLE -> "not a state that this engine makes";
        };
    if (text.isEmpty()) {
      if (operation != KmsOperation.ENABLE_KEY && operation != KmsOperation.SCHEDULE_KEY_DELETION) {
        assertThatCode(() -> perform(operation, key, blob, otherBlob)).doesNotThrowAnyException();
      }
    } else {
      assertRefused(
          text.endsWith("disabled.") ? KmsError.DISABLED : KmsError.INVALID_STATE,
          text,
          () -> perform(operation, key, blob, otherBlob));
    }
  }

  private void perform(KmsOperation operation, KeyMetadata key, byte[] blob, byte[] otherBlob) {
    KmsEngine engine = kms.engine();
    String id = key.keyId();
    switch (operation) {
      case CANCEL_KEY_DELETION -> engine.cancelKeyDeletion(ALICE, id);
      case CREATE_ALIAS -> engine.createAlias(ALICE, new AliasRequest("alias/new", id));
      case CREATE_KEY -> kms.newKey();
      case DECRYPT -> kms.decrypted(blob);
      case DELETE_ALIAS -> {
        engine.deleteAlias(ALICE, "alias/other");
        engine.createAlias(
            ALICE,
            new AliasRequest(
                "alias/other", engine.createKey(ALICE, CreateKeyRequest.symmetric("")).keyId()));
      }
      case DESCRIBE_KEY -> engine.describeKey(ALICE, id);
      case DISABLE_KEY -> engine.disableKey(ALICE, id);
      case ENABLE_KEY -> engine.enableKey(ALICE, id);
      case ENCRYPT -> kms.encrypted(id, new byte[1]);
      case GENERATE_DATA_KEY ->
          engine.generateDataKey(ALICE, GenerateDataKeyRequest.aes256(id, CONTEXT));
      case GENERATE_DATA_KEY_WITHOUT_PLAINTEXT ->
          engine.generateDataKeyWithoutPlaintext(ALICE, GenerateDataKeyRequest.aes256(id, CONTEXT));
      case GENERATE_RANDOM -> engine.generateRandom(ALICE, 1);
      case LIST_ALIASES -> engine.listAliases(ALICE, id, PageRequest.FIRST);
      case LIST_KEYS -> engine.listKeys(ALICE, PageRequest.FIRST);
      case RE_ENCRYPT_FROM -> reEncrypt(blob, "alias/other");
      case RE_ENCRYPT_TO -> reEncrypt(otherBlob, id);
      case SCHEDULE_KEY_DELETION ->
          engine.scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(id, 7));
      case UPDATE_ALIAS -> engine.updateAlias(ALICE, new AliasRequest("alias/other", id));
    }
  }

  private void reEncrypt(byte[] blob, String destination) {
    kms.engine()
        .reEncrypt(
            ALICE,
            new ReEncryptRequest(blob, CONTEXT, null, null, destination, CONTEXT, null, false));
  }

  private static String letter(StateVerdict verdict) {
    return switch (verdict) {
      case ALLOWED -> "+";
      case IS_DISABLED -> "D";
      case IS_PENDING_DELETION -> "P";
      case IS_NOT_PENDING_DELETION -> "N";
      case IS_PENDING_IMPORT -> "I";
      case IS_UNAVAILABLE -> "U";
    };
  }
}
