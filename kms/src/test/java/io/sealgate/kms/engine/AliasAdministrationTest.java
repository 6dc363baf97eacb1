package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.STRANGER;
import static io.sealgate.kms.engine.Kms.UNKNOWN_ID;
import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AliasAdministrationTest {

  @TempDir Path directory;
  private Kms kms;
  private KeyMetadata key;

  @BeforeEach
  void open() {
    kms = new Kms(directory);
    key = kms.newKey();
  }

  @AfterEach
  void close() {
    kms.close();
  }

  @Test
  void movesAnAliasFromKeyToKeyAndNeverTouchesTheKeys() {
    KeyMetadata other = kms.newKey();
    Instant created = kms.clock.instant();
    create("alias/a", key.arn());
    byte[] blob = kms.encrypted("alias/a", new byte[] {1});
    kms.clock.advance(Duration.ofHours(1));

    kms.engine().updateAlias(ALICE, new AliasRequest("alias/a", other.keyId()));

    assertThat(kms.engine().listAliases(ALICE, null, PageRequest.FIRST).entries())
        .containsExactly(
            new AliasListEntry(
                "alias/a",
                Kms.arn("alias/a"),
                other.keyId(),
                created,
                created.plus(Duration.ofHours(1))));
    assertThat(kms.engine().describeKey(ALICE, "alias/a")).isEqualTo(other);
    assertThat(kms.decrypted(blob)).containsExactly(1);
    kms.engine().deleteAlias(ALICE, "alias/a");
    assertThat(kms.engine().describeKey(ALICE, other.keyId())).isEqualTo(other);
    assertThat(kms.engine().listAliases(ALICE, null, PageRequest.FIRST).entries()).isEmpty();
  }

  @Test
  void anAliasCanBeMovedAwayFromAKeyThatIsPendingDeletion() {
    KeyMetadata other = kms.newKey();
    create("alias/a", key.keyId());
    kms.engine().scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(key.keyId(), 7));
    kms.engine().updateAlias(ALICE, new AliasRequest("alias/a", other.keyId()));
    assertThat(kms.engine().describeKey(ALICE, "alias/a")).isEqualTo(other);
  }

  @Test
  void namesAreUniqueInTheirAccountOnly() {
    create("alias/a", key.keyId());
    assertRefused(
        KmsError.ALREADY_EXISTS,
        "An alias with the name " + Kms.arn("alias/a") + " already exists",
        () -> create("alias/a", key.keyId()));
    KeyMetadata strangers = kms.engine().createKey(STRANGER, CreateKeyRequest.symmetric(""));
    kms.engine().createAlias(STRANGER, new AliasRequest("alias/a", strangers.keyId()));
    assertThat(kms.engine().describeKey(STRANGER, "alias/a")).isEqualTo(strangers);
    assertThat(kms.engine().describeKey(ALICE, "alias/a")).isEqualTo(key);
    assertThat(kms.engine().listAliases(STRANGER, null, PageRequest.FIRST).entries()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "a|VALIDATION|Invalid identifier",
        "alias/|VALIDATION|Invalid identifier",
        "alias/my:alias|VALIDATION|alias/my:alias contains invalid characters for an alias",
        "alias/aws/s3|NOT_AUTHORIZED|''",
        "alias/a!|VALIDATION|1 validation error detected: Value 'alias/a!' at 'aliasName' failed to"
            + " satisfy constraint: Member must satisfy regular expression pattern:"
            + " ^[a-zA-Z0-9:/_-]+$",
        "null|VALIDATION|1 validation error detected: Value null at 'aliasName' failed to satisfy"
            + " constraint: Member must not be null",
      })
  void refusesOtherNames(@Nullable String name, KmsError error, String text) {
    assertRefused(error, text, () -> create(name, key.keyId()));
    assertRefused(
        error, text, () -> kms.engine().updateAlias(ALICE, new AliasRequest(name, key.keyId())));
    assertRefused(error, text, () -> kms.engine().deleteAlias(ALICE, name));
  }

  @Test
  void refusesNamesThatAreTooLong() {
    String name = "alias/" + "a".repeat(251);
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value '"
            + name
            + "' at 'aliasName' failed to satisfy constraint: Member must have length less than or"
            + " equal to 256",
        () -> create(name, key.keyId()));
    create(name.substring(0, 256), key.keyId());
  }

  @Test
  void refusesTargetsThatAreNoKey() {
    create("alias/a", key.keyId());
    assertRefused(
        KmsError.VALIDATION,
        "Aliases must refer to keys. Not aliases",
        () -> create("alias/b", "alias/a"));
    assertRefused(
        KmsError.NOT_FOUND,
        "Key '" + Kms.arn("key/" + UNKNOWN_ID) + "' does not exist",
        () -> create("alias/b", UNKNOWN_ID));
    assertRefused(
        KmsError.VALIDATION,
        "1 validation error detected: Value null at 'targetKeyId' failed to satisfy constraint:"
            + " Member must not be null",
        () -> create("alias/b", null));
  }

  @Test
  void namesAnAliasThatIsMissing() {
    String text = "Alias " + Kms.arn("alias/missing") + " is not found.";
    assertRefused(
        KmsError.NOT_FOUND,
        text,
        () -> kms.engine().updateAlias(ALICE, new AliasRequest("alias/missing", key.keyId())));
    assertRefused(KmsError.NOT_FOUND, text, () -> kms.engine().deleteAlias(ALICE, "alias/missing"));
  }

  @Test
  void aKeyHasFiftyAliasesAtMost() {
    for (int i = 0; i < 50; i++) {
      create("alias/" + i, key.keyId());
    }
    String text = key.arn() + " already has 50 aliases.";
    assertRefused(KmsError.LIMIT_EXCEEDED, text, () -> create("alias/50", key.keyId()));
    create("alias/50", kms.newKey().keyId());
    assertRefused(
        KmsError.LIMIT_EXCEEDED,
        text,
        () -> kms.engine().updateAlias(ALICE, new AliasRequest("alias/50", key.keyId())));
    kms.engine().updateAlias(ALICE, new AliasRequest("alias/49", key.keyId()));
  }

  @Test
  void listsAliasesInOrderInPartsAndOfOneKey() {
    KeyMetadata other = kms.newKey();
    List<String> all = new ArrayList<>();
    for (int i = 10; i < 70; i++) {
      create("alias/" + i, i % 2 == 0 ? key.keyId() : other.keyId());
      all.add("alias/" + i);
    }
    Page<AliasListEntry> first = kms.engine().listAliases(ALICE, null, PageRequest.FIRST);
    assertThat(first.entries()).hasSize(50);
    Page<AliasListEntry> rest =
        kms.engine().listAliases(ALICE, null, new PageRequest(50, first.nextMarker()));
    assertThat(rest.truncated()).isFalse();
    List<AliasListEntry> both = new ArrayList<>(first.entries());
    both.addAll(rest.entries());
    assertThat(both).extracting(AliasListEntry::aliasName).isEqualTo(all);

    assertThat(kms.engine().listAliases(ALICE, other.arn(), PageRequest.FIRST).entries())
        .hasSize(30)
        .allMatch(entry -> entry.targetKeyId().equals(other.keyId()));
    assertRefused(
        KmsError.INVALID_ARN,
        "Key Aliases are not supported for this operation.",
        () -> kms.engine().listAliases(ALICE, "alias/10", PageRequest.FIRST));
  }

  private void create(@Nullable String name, @Nullable String targetKeyId) {
    kms.engine().createAlias(ALICE, new AliasRequest(name, targetKeyId));
  }
}
