package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.Change;
import io.sealgate.kms.store.RecordId;
import io.sealgate.kms.store.RecordStore;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.kms.store.StoreException;
import io.sealgate.kms.store.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was answered once is still so after a restart; what could not be kept was never answered.
 */
final class PersistenceTest {

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

  @Test
  void keysAliasesStatesAndCiphertextsSurviveARestart() {
    KeyMetadata enabled = kms.newKey();
    KeyMetadata disabled = kms.newKey();
    KeyMetadata doomed =
        kms.engine()
            .createKey(
                ALICE,
                new CreateKeyRequest(
                    "{}", "ü", null, null, null, null, false, List.of(new Tag("a", ""))));
    kms.engine().createAlias(ALICE, new AliasRequest("alias/a", enabled.keyId()));
    kms.engine().createAlias(ALICE, new AliasRequest("alias/gone", enabled.keyId()));
    kms.engine().deleteAlias(ALICE, "alias/gone");
    kms.engine().disableKey(ALICE, disabled.keyId());
    kms.engine().scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(doomed.keyId(), 7));
    byte[] blob = kms.encrypted("alias/a", new byte[] {1, 2, 3});
    List<KeyMetadata> before = describe(enabled, disabled, doomed);
    Page<AliasListEntry> aliases = kms.engine().listAliases(ALICE, null, PageRequest.FIRST);

    kms.restart();

    assertThat(describe(enabled, disabled, doomed)).isEqualTo(before);
    assertThat(kms.engine().listAliases(ALICE, null, PageRequest.FIRST)).isEqualTo(aliases);
    assertThat(kms.decrypted(blob)).containsExactly(1, 2, 3);
  }

  @Test
  void aKeyWhoseWindowEndedWhileTheServiceWasDownIsGone() {
    KeyMetadata key = kms.newKey();
    kms.engine().createAlias(ALICE, new AliasRequest("alias/a", key.keyId()));
    kms.engine().scheduleKeyDeletion(ALICE, new ScheduleKeyDeletionRequest(key.keyId(), 7));
    kms.clock.advance(Duration.ofDays(7));

    kms.restart();

    assertThat(kms.engine().listKeys(ALICE, PageRequest.FIRST).entries()).isEmpty();
    assertThat(kms.engine().deleteDueKeys()).isZero();
    kms.close();
    try (SealedStore store =
        SealedStore.open(
            directory.resolve("store"),
            new Seal.KeyFile(directory.resolve("seal.key")),
            RandomBytes.secure())) {
      assertThat(store.records()).isEmpty();
    }
  }

  @Test
  void nothingReadableLiesOnTheDisk() throws IOException {
    KeyMetadata key =
        kms.engine().createKey(ALICE, CreateKeyRequest.symmetric("Ganz geheime Beschreibung"));
    kms.engine().createAlias(ALICE, new AliasRequest("alias/secret-project", key.keyId()));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("store"))) {
      for (Path file : files) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(content)
            .doesNotContain("geheime")
            .doesNotContain("secret-project")
            .doesNotContain(key.keyId());
      }
    }
  }

  @Test
  void aChangeThatCannotBeStoredIsAnErrorAndNotSeen() {
    kms.close();
    try (SealedStore store =
            SealedStore.open(
                directory.resolve("store"),
                new Seal.KeyFile(directory.resolve("seal.key")),
                RandomBytes.secure());
        KmsEngine engine =
            new KmsEngine(Kms.REGION, new FullDisk(store), RandomBytes.secure(), kms.clock)) {
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> engine.createKey(ALICE, CreateKeyRequest.symmetric("")))
          .satisfies(e -> assertThat(e.error()).isEqualTo(KmsError.INTERNAL))
          .satisfies(e -> assertThat(e.reason()).isEqualTo("The disk is full."))
          .withMessage("");
      assertThat(engine.listKeys(ALICE, PageRequest.FIRST).entries()).isEmpty();
    }
  }

  private List<KeyMetadata> describe(KeyMetadata... keys) {
    return Arrays.stream(keys).map(key -> kms.engine().describeKey(ALICE, key.keyId())).toList();
  }

  /** A store on a disk that is full. */
  private record FullDisk(RecordStore store) implements RecordStore {

    @Override
    public List<StoredRecord> records() {
      return store.records();
    }

    @Override
    public void commit(List<Change> changes) {
      throw new StoreException("The disk is full.");
    }

    @Override
    public byte[] wrapSecret(RecordId owner, byte[] secret) {
      return store.wrapSecret(owner, secret);
    }

    @Override
    public byte[] unwrapSecret(RecordId owner, byte[] wrapped) {
      return store.unwrapSecret(owner, wrapped);
    }

    @Override
    public void close() {}
  }
}
