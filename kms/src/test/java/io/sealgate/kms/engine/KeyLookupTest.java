package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.CONTEXT;
import static io.sealgate.kms.engine.Kms.OTHER_ACCOUNT;
import static io.sealgate.kms.engine.Kms.REGION;
import static io.sealgate.kms.engine.Kms.STRANGER;
import static io.sealgate.kms.engine.Kms.UNKNOWN_ID;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may call a key, and what they hear when there is none of that name. */
final class KeyLookupTest {

  private static final String ARN = "arn:aws:kms:eu-central-1:123456789012:";

  @TempDir Path directory;
  private Kms kms;
  private KeyMetadata key;

  @BeforeEach
  void open() {
    kms = new Kms(directory);
    key = kms.newKey();
    kms.engine().createAlias(ALICE, new AliasRequest("alias/a/b_c-1", key.keyId()));
  }

  @AfterEach
  void close() {
    kms.close();
  }

  @Test
  void cryptographyTakesEveryName() {
    for (String name : List.of(key.keyId(), key.arn(), "alias/a/b_c-1", Kms.arn("alias/a/b_c-1"))) {
      assertThat(kms.engine().describeKey(ALICE, name)).isEqualTo(key);
      assertThat(
              kms.engine()
                  .generateDataKey(ALICE, GenerateDataKeyRequest.aes256(name, CONTEXT))
                  .keyArn())
          .isEqualTo(key.arn());
      assertThat(
              kms.engine()
                  .decrypt(
                      ALICE,
                      new DecryptRequest(
                          kms.encrypted(name, new byte[1]), CONTEXT, name, null, false))
                  .keyArn())
          .isEqualTo(key.arn());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/a/b_c-1", ARN + "alias/a/b_c-1", "alias/missing"})
  void managementTakesNoAlias(String alias) {
    for (Consumer<String> operation : managementOperations()) {
      assertRefused(
          KmsError.INVALID_ARN,
          "Key Aliases are not supported for this operation.",
          () -> operation.accept(alias));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fake-key-id|Invalid keyId 'fake-key-id'",
        "mrk-1234|Invalid keyId 'mrk-1234'",
        "12345678123412341234123456789012|Invalid keyId '12345678123412341234123456789012'",
        "12345678-1234-1234-1234-12345678901g|Invalid keyId '12345678-1234-1234-1234-12345678901g'",
        UNKNOWN_ID + "|Key '" + ARN + "key/" + UNKNOWN_ID + "' does not exist",
        ARN + "key/" + UNKNOWN_ID + "|Key '" + ARN + "key/" + UNKNOWN_ID + "' does not exist",
        "mrk-1234567812341234123412345678901a|Key '"
            + ARN
            + "key/mrk-1234567812341234123412345678901a' does not exist",
        ARN + "key/foo|Invalid keyId foo",
        ARN + "grant/foo|Invalid keyId '" + ARN + "grant/foo'",
        "arn:aws:kms|Invalid keyId 'arn:aws:kms'",
        "arn:aws:s3:eu-central-1:123456789012:key/"
            + UNKNOWN_ID
            + "|Invalid keyId 'arn:aws:s3:eu-central-1:123456789012:key/"
            + UNKNOWN_ID
            + "'",
        "arn:aws:kms:us-west-2:123456789012:key/" + UNKNOWN_ID + "|Invalid arn us-west-2",
        "arn:aws:kms:us-west-2:123456789012:alias/x|Invalid arn us-west-2",
      })
  void saysInAwsWordsThatThereIsNone(String name, String text) {
    assertRefused(KmsError.NOT_FOUND, text, () -> kms.engine().describeKey(ALICE, name));
    if (!name.contains("alias/")) {
      for (Consumer<String> operation : managementOperations()) {
        assertRefused(KmsError.NOT_FOUND, text, () -> operation.accept(name));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/missing", ARN + "alias/missing"})
  void namesAMissingAlias(String name) {
    assertRefused(
        KmsError.NOT_FOUND,
        "Alias " + ARN + "alias/missing is not found.",
        () -> kms.encrypted(name, new byte[1]));
  }

  @Test
  void anAliasIsNoKeyIdInAnArn() {
    String arn = ARN + "key/alias/a/b_c-1";
    String text = "Invalid keyId alias/a/b_c-1";
    assertRefused(KmsError.NOT_FOUND, text, () -> kms.engine().describeKey(ALICE, arn));
    assertRefused(KmsError.NOT_FOUND, text, () -> kms.encrypted(arn, new byte[1]));
    for (Consumer<String> operation : managementOperations()) {
      assertRefused(KmsError.NOT_FOUND, text, () -> operation.accept(arn));
    }
  }

  @Test
  void anIdInCapitalsIsAnotherId() {
    String capitals = key.keyId().toUpperCase(Locale.ROOT);
    assertRefused(
        KmsError.NOT_FOUND,
        "Key '" + Kms.arn("key/" + capitals) + "' does not exist",
        () -> kms.engine().describeKey(ALICE, capitals));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "null|1 validation error detected: Value null at 'keyId' failed to satisfy constraint:"
            + " Member must not be null",
        "''|2 validation errors detected: Value '' at 'keyId' failed to satisfy constraint: Member"
            + " must have length greater than or equal to 1; Value '' at 'keyId' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: ^\\p{ASCII}+$",
        "ü|1 validation error detected: Value 'ü' at 'keyId' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern: ^\\p{ASCII}+$",
      })
  void checksTheMemberBeforeLooking(@Nullable String name, String text) {
    assertRefused(KmsError.VALIDATION, text, () -> kms.engine().describeKey(ALICE, name));
    for (Consumer<@Nullable String> operation : managementOperations()) {
      assertRefused(KmsError.VALIDATION, text, () -> operation.accept(name));
    }
  }

  @Test
  void aStrangerLearnsNothingOfAnotherAccountsKeys() {
    kms.engine().disableKey(ALICE, key.keyId());
    assertRefused(
        KmsError.NOT_FOUND,
        "Key 'arn:aws:kms:"
            + REGION
            + ":"
            + OTHER_ACCOUNT
            + ":key/"
            + key.keyId()
            + "' does not exist",
        () -> kms.engine().describeKey(STRANGER, key.keyId()));
    assertRefused(
        KmsError.NOT_FOUND,
        "Alias arn:aws:kms:" + REGION + ":" + OTHER_ACCOUNT + ":alias/a/b_c-1 is not found.",
        () -> kms.engine().describeKey(STRANGER, "alias/a/b_c-1"));
    for (String arn : List.of(key.arn(), Kms.arn("key/" + UNKNOWN_ID), Kms.arn("alias/a/b_c-1"))) {
      assertRefused(
          KmsError.ACCESS_DENIED,
          "User: arn:aws:iam::999999999999:user/mallory is not authorized to perform:"
              + " kms:GenerateDataKey on resource: "
              + arn
              + " because no resource-based policy allows the kms:GenerateDataKey action",
          () ->
              kms.engine().generateDataKey(STRANGER, GenerateDataKeyRequest.aes256(arn, CONTEXT)));
    }
  }

  private List<Consumer<@Nullable String>> managementOperations() {
    KmsEngine engine = kms.engine();
    return List.of(
        name -> engine.enableKey(ALICE, name),
        name -> engine.disableKey(ALICE, name),
        name -> engine.cancelKeyDeletion(ALICE, name),
        name -> engine.scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(name, 7)));
  }
}
