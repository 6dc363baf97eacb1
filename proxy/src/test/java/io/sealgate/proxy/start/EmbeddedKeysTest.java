package io.sealgate.proxy.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sealgate.auth.Principal;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.PageRequest;
import io.sealgate.kms.engine.ScheduleKeyDeletionRequest;
import io.sealgate.kms.store.Change;
import io.sealgate.kms.store.RecordId;
import io.sealgate.kms.store.RecordStore;
import io.sealgate.kms.store.Seal;
import io.sealgate.kms.store.SealedStore;
import io.sealgate.kms.store.StoreException;
import io.sealgate.kms.store.StoredRecord;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.config.SealConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the start of an embedded key service makes, and what it refuses to make anew. */
final class EmbeddedKeysTest {

  private static final Principal OTHER = new Principal("other", "210987654321", "AKOTHER");
  private static final String SERVICE_KEY = "alias/sealgate-service";

  @TempDir private Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedKeys.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void saysInWarningsWhatAFirstStartMakesAndNothingLater() {
    String service;
    try (KmsEngine engine = open(List.of(Identities.SERVICE))) {
      service = engine.describeKey(Identities.SERVICE, SERVICE_KEY).arn();
    }
    assertThat(warnings())
        .anySatisfy(line -> assertThat(line).contains("seal key", sealKey().toString()))
        .anySatisfy(line -> assertThat(line).contains("no keys yet", store().toString()))
        .anySatisfy(line -> assertThat(line).contains(service, SERVICE_KEY, store().toString()))
        .anySatisfy(line -> assertThat(line).contains("(alias/sealgate)"));
    lines.list.clear();
    open(List.of(Identities.SERVICE)).close();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void refusesToStartWhenTheServiceKeysAliasIsGoneAndSaysHowToMendIt() {
    String service;
    try (KmsEngine engine = open(List.of(Identities.SERVICE))) {
      service = engine.describeKey(Identities.SERVICE, SERVICE_KEY).keyId();
      engine.deleteAlias(Identities.SERVICE, SERVICE_KEY);
    }
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> open(List.of(Identities.SERVICE)))
        .withMessageContainingAll(
            store().toString(), SERVICE_KEY, "kms.store", "sealgate kms", "create-alias");

    List<String> missing = new ArrayList<>();
    try (KmsEngine engine = open(List.of(Identities.SERVICE), missing::add)) {
      assertThat(missing).hasSize(1);
      assertThat(keys(engine, Identities.SERVICE)).isEqualTo(2);
      engine.createAlias(Identities.SERVICE, new AliasRequest(SERVICE_KEY, service));
    }
    try (KmsEngine engine = open(List.of(Identities.SERVICE))) {
      assertThat(engine.describeKey(Identities.SERVICE, SERVICE_KEY).keyId()).isEqualTo(service);
    }
  }

  @Test
  void givesAnAccountThatIsNewItsDefaultKeyAndNoOther() {
    try (KmsEngine engine = open(List.of(Identities.SERVICE))) {
      engine.deleteAlias(Identities.SERVICE, "alias/sealgate");
    }
    try (KmsEngine engine = open(List.of(Identities.SERVICE, OTHER))) {
      assertThat(engine.describeKey(OTHER, "alias/sealgate").arn()).contains(OTHER.accountId());
      assertThat(keys(engine, Identities.SERVICE)).isEqualTo(2);
    }
    assertThat(warnings()).anySatisfy(line -> assertThat(line).contains("no alias/sealgate: "));
  }

  @Test
  void saysOnceThatTheStoreCannotBeOpened() throws IOException {
    open(List.of(Identities.SERVICE)).close();
    Files.delete(sealKey());
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> open(List.of(Identities.SERVICE)))
        .withMessage(
            "The seal key file "
                + sealKey()
                + " is missing, and the key store cannot be opened without it.");
  }

  @Test
  void saysInOneErrorWhyTheStoreCanNoLongerBeWritten() throws IOException {
    CreateKeyRequest large =
        new CreateKeyRequest(
            "{" + " ".repeat(32_000) + "}", "", null, null, null, null, false, List.of());
    Path away = folder.resolve("away");
    try (KmsEngine engine = open(List.of(Identities.SERVICE))) {
      lines.list.clear();
      Files.move(store(), away); // the journal is open; a snapshot that replaces it has no place
      assertThatExceptionOfType(KmsException.class)
          .isThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
              engine.createKey(OTHER, large);
            }
          })
          .satisfies(failure -> assertThat(failure.error()).isEqualTo(KmsError.INTERNAL))
          .withMessage("");
      Files.move(away, store());
    }
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.ERROR)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("The key store cannot be compacted into " + store())
        .contains("NoSuchFileException: " + store());
  }

  @Test
  void saysWhyAKeyThatIsDueForDeletionKeepsItFromStarting() {
    SealedStore store = sealedStore();
    InstantSource lastMonth = InstantSource.offset(InstantSource.system(), Duration.ofDays(-30));
    try (KmsEngine engine = new KmsEngine("us-east-1", store, RandomBytes.secure(), lastMonth)) {
      String key = engine.createKey(OTHER, CreateKeyRequest.symmetric("")).keyId();
      engine.scheduleKeyDeletion(OTHER, new ScheduleKeyDeletionRequest(key, 7));
    }
    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() ->
            EmbeddedKeys.open(
                new FullDisk(sealedStore()),
                store(),
                "us-east-1",
                List.of(OTHER),
                "alias/sealgate",
                SERVICE_KEY,
                sentence -> {}))
        .withMessage("the key store in " + store() + " cannot be opened: The disk is full.");
    sealedStore().close(); // that is, nobody has it open
  }

  private SealedStore sealedStore() {
    return SealedStore.open(store(), new Seal.KeyFile(sealKey()), RandomBytes.secure());
  }

  private KmsEngine open(List<Principal> owners) {
    return open(
        owners,
        sentence -> {
          throw new StartException(sentence);
        });
  }

  private KmsEngine open(List<Principal> owners, Consumer<String> missingServiceKey) {
    return EmbeddedKeys.open(
        new KmsConfig.Embedded(store(), null, null, new SealConfig.File(sealKey())),
        "us-east-1",
        owners,
        "alias/sealgate",
        SERVICE_KEY,
        missingServiceKey);
  }

  private Path store() {
    return folder.resolve("kms");
  }

  private Path sealKey() {
    return folder.resolve("seal.key");
  }

  private List<String> warnings() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static int keys(KmsEngine engine, Principal owner) {
    return engine.listKeys(owner, PageRequest.FIRST).entries().size();
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
    public void close() {
      store.close();
    }
  }
}
