package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.ALICE;
import static io.sealgate.kms.engine.Kms.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many callers at once see whole keys, and nobody's change is lost. */
@Timeout(120)
final class ConcurrentUseTest {

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
  void readersGoOnWhileKeysAndAliasesChange() throws Exception {
    KeyMetadata stable = kms.newKey();
    KeyMetadata first = kms.newKey();
    KeyMetadata second = kms.newKey();
    kms.engine().createAlias(ALICE, new AliasRequest("alias/moving", first.keyId()));
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger enabled = new AtomicInteger();

    List<Callable<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(() -> {
        int calls = 0;
        do {
          byte[] blob = kms.encrypted(stable.keyId(), new byte[] {(byte) calls});
          assertThat(kms.decrypted(blob)).containsExactly((byte) calls);
          assertThat(kms.engine().describeKey(ALICE, "alias/moving").keyId())
              .isIn(first.keyId(), second.keyId());
          try {
            kms.encrypted(first.keyId(), new byte[1]);
            enabled.incrementAndGet();
          } catch (KmsException e) {
            assertThat(e.error()).isEqualTo(KmsError.DISABLED);
          }
          calls++;
        } while (!done.get());
        return calls;
      });
    }
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<Integer>> running = readers.stream().map(threads::submit).toList();
      for (int i = 0; i < 25; i++) {
        kms.engine().disableKey(ALICE, first.keyId());
        kms.engine().updateAlias(ALICE, new AliasRequest("alias/moving", second.keyId()));
        kms.engine().enableKey(ALICE, first.keyId());
        kms.engine().updateAlias(ALICE, new AliasRequest("alias/moving", first.keyId()));
      }
      done.set(true);
      for (Future<Integer> reader : running) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  @Test
  void writersDoNotLoseEachOthersChanges() throws Exception {
    List<String> created = new ArrayList<>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String alias = "alias/" + i;
        running.add(
            threads.submit(() -> {
              String id = kms.newKey().keyId();
              kms.engine().createAlias(ALICE, new AliasRequest(alias, id));
              return id;
            }));
      }
      for (Future<String> writer : running) {
        created.add(writer.get());
      }
    }
    kms.restart();
    assertThat(kms.engine().listKeys(ALICE, PageRequest.FIRST).entries())
        .extracting(KeyListEntry::keyId)
        .containsExactlyInAnyOrderElementsOf(created);
    assertThat(kms.engine().listAliases(ALICE, null, PageRequest.FIRST).entries()).hasSize(40);
  }

  @Test
  void oneOfManyWhoWantTheSameAliasGetsIt() throws Exception {
    KeyMetadata key = kms.newKey();
    int won = 0;
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        running.add(threads.submit(() -> createsAlias(key)));
      }
      for (Future<Boolean> contender : running) {
        won += contender.get() ? 1 : 0;
      }
    }
    assertThat(won).isOne();
  }

  @Test
  void aDataKeyIsNeverWrappedByAKeyThatIsBeingZeroed() throws Exception {
    KeyMetadata key = kms.newKey();
    List<DataKey> made = new ArrayList<>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      Future<?> maker =
          threads.submit(() -> {
            while (true) {
              made.add(
                  kms.engine()
                      .generateDataKey(ALICE, GenerateDataKeyRequest.aes256(key.keyId(), CONTEXT)));
            }
          });
      Thread.sleep(Duration.ofMillis(100));
      kms.engine().close();
      assertThat(maker)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableOfType(ExecutionException.class);
    }
    kms.restart();
    for (DataKey dataKey : made.subList(Math.max(0, made.size() - 20), made.size())) {
      assertThat(kms.decrypted(dataKey.ciphertextBlob())).isEqualTo(dataKey.plaintext());
    }
  }

  private boolean createsAlias(KeyMetadata key) {
    try {
      kms.engine().createAlias(ALICE, new AliasRequest("alias/wanted", key.keyId()));
      return true;
    } catch (KmsException e) {
      assertThat(e.error()).isEqualTo(KmsError.ALREADY_EXISTS);
      return false;
    }
  }
}
