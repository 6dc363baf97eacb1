package io.sealgate.kms.store;

import static io.sealgate.kms.store.TestStores.contents;
import static io.sealgate.kms.store.TestStores.delete;
import static io.sealgate.kms.store.TestStores.file;
import static io.sealgate.kms.store.TestStores.id;
import static io.sealgate.kms.store.TestStores.open;
import static io.sealgate.kms.store.TestStores.put;
import static io.sealgate.kms.store.TestStores.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SealedStoreTest {

  @TempDir Path directory;

  @Test
  void keepsWhatWasCommittedOverARestart() {
    try (SealedStore store = open(directory)) {
      store.commit(List.of(put("a", "1"), put("b", "2"), put("c", "")));
      store.commit(List.of(put("a", "3"), delete("b"), delete("never there")));
      assertThat(contents(store)).containsExactly(entry("a", "3"), entry("c", ""));
    }
    try (SealedStore store = open(directory)) {
      assertThat(contents(store)).containsExactly(entry("a", "3"), entry("c", ""));
    }
  }

  @Test
  void versionsAreTheCommitsThatWroteThem() {
    try (SealedStore store = open(directory)) {
      store.commit(List.of(put("a", "1")));
      store.commit(List.of(put("b", "1")));
      store.commit(List.of(put("a", "2")));
      assertThat(store.records())
          .extracting(StoredRecord::id, StoredRecord::version)
          .containsExactlyInAnyOrder(tuple(id("a"), 3L), tuple(id("b"), 2L));
    }
  }

  @Test
  void anySequenceOfCommitsSurvivesRestartsAndSnapshots() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, String> expected = new TreeMap<>();
    for (int round = 0; round < 5; round++) {
      // A snapshot every few commits.
      try (SealedStore store = open(directory, 2000)) {
        assertThat(contents(store)).as("seed %d, round %d", seed, round).isEqualTo(expected);
        for (int i = 0; i < 20; i++) {
          List<Change> changes = new ArrayList<>();
          Map<String, String> after = new TreeMap<>(expected);
          for (String name : List.of("a", "b", "c", "d")) {
            switch (random.nextInt(3)) {
              case 0 -> {
                String content = "x".repeat(random.nextInt(200)) + i;
                changes.add(put(name, content));
                after.put(name, content);
              }
              case 1 -> {
                changes.add(delete(name));
                after.remove(name);
              }
              default -> {}
            }
          }
          if (!changes.isEmpty()) {
            store.commit(changes);
            expected = after;
          }
        }
      }
    }
    assertThat(file(directory, "snapshot-").getFileName().toString()).isNotEqualTo("snapshot-1");
    try (var files = Files.list(directory.resolve("store"))) {
      assertThat(files).as("lock, one snapshot, one journal").hasSize(3);
    }
  }

  @Test
  void aSnapshotOfMoreRecordsThanOnePieceHoldsIsWhole() {
    Map<String, String> expected = new TreeMap<>();
    try (SealedStore store = open(directory)) {
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < RecordStore.MAX_CHANGES; i++) {
        changes.add(put("first" + i, "1"));
        expected.put("first" + i, "1");
      }
      store.commit(changes);
      store.commit(List.of(put("long", "y".repeat(RecordStore.MAX_RECORD_BYTES))));
      expected.put("long", "y".repeat(RecordStore.MAX_RECORD_BYTES));
    }
    try (SealedStore store = open(directory, 0)) {
      store.commit(List.of(put("one more", "2")));
      expected.put("one more", "2");
    }
    try (SealedStore store = open(directory)) {
      assertThat(contents(store)).isEqualTo(expected);
    }
  }

  @Test
  void refusesCommitsThatAreTooLargeOrContradictThemselvesAndGoesOn() {
    try (SealedStore store = open(directory)) {
      byte[] tooLong = new byte[RecordStore.MAX_RECORD_BYTES + 1];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.commit(List.of(new Change.Put(id("a"), tooLong))));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.commit(List.of(put("a", "1"), delete("a"))));
      List<Change> fiveLong = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        fiveLong.add(new Change.Put(id("a" + i), new byte[RecordStore.MAX_RECORD_BYTES]));
      }
      assertThatIllegalArgumentException().isThrownBy(() -> store.commit(fiveLong));
      store.commit(List.of(put("a", "1")));
      assertThat(contents(store)).containsExactly(entry("a", "1"));
    }
  }

  @Test
  void anInterruptedCallerDoesNotBreakTheStore() {
    try (SealedStore store = open(directory, 100)) {
      Thread.currentThread().interrupt();
      store.commit(List.of(put("a", "1")));
      store.commit(List.of(put("a", "2")));
      assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
      store.commit(List.of(put("b", "3")));
    }
    try (SealedStore store = open(directory)) {
      assertThat(contents(store)).containsExactly(entry("a", "2"), entry("b", "3"));
    }
  }

  @Test
  void afterAFailedWriteItTakesNoChangesUntilItIsOpenedAgain() throws IOException {
    Path away = directory.resolve("away");
    List<StoreException> told = new ArrayList<>();
    try (SealedStore store = open(directory, 0, told::add)) {
      // The journal stays open, so the commit is kept; the snapshot after it cannot be written.
      Files.move(directory.resolve("store"), away);
      store.commit(List.of(put("a", "1")));
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.commit(List.of(put("a", "2"))))
          .withMessage(
              "The key store "
                  + directory.resolve("store")
                  + " takes no changes after a failed write; restart.")
          .withCauseInstanceOf(IOException.class);
      assertThat(contents(store)).containsExactly(entry("a", "1"));
      assertThat(told)
          .singleElement()
          .extracting(StoreException::getMessage, InstanceOfAssertFactories.STRING)
          .startsWith("The key store cannot be compacted into " + directory.resolve("store"))
          .contains("NoSuchFileException", "journal-2");
    }
    Files.move(away, directory.resolve("store"));
    try (SealedStore store = open(directory)) {
      assertThat(contents(store)).containsExactly(entry("a", "1"));
      store.commit(List.of(put("a", "2")));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsWhichFileCouldNotBeWrittenAndWhy() throws IOException {
    open(directory).close();
    Path path = directory.resolve("store");
    StoreDirectory locked = StoreDirectory.lock(path);
    Generation sound = Generation.recover(locked, 1, seal(directory), RandomBytes.secure());
    sound.journal().close();
    SnapshotHead head = sound.head();
    JournalReader.End end = new JournalReader.End(0, 0, head.snapshotId().toArray());
    JournalWriter fullDisk =
        new JournalWriter(JournalFile.of(OwnerOnly.open(Path.of("/dev/full"))), sound.root(), end);
    Generation full = new Generation(head, sound.root(), sound.records(), fullDisk);
    List<StoreException> told = new ArrayList<>();
    try (SealedStore store =
        new SealedStore(locked, full, RandomBytes.secure(), TestStores.NEVER, told::add)) {
      String sentence =
          "The key store file "
              + path.resolve("journal-1")
              + " cannot be written: java.io.IOException: No space left on device; it takes no"
              + " changes until a restart.";
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.commit(List.of(put("a", "1"))))
          .withMessage(sentence);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.commit(List.of(put("a", "1"))));
      assertThat(told).extracting(StoreException::getMessage).containsExactly(sentence);
    }
  }

  @Test
  void aCompactedStoreWithoutItsSnapshotIsNoNewOne() throws IOException {
    try (SealedStore store = open(directory, 0)) {
      store.commit(List.of(put("a", "1")));
    }
    Files.delete(directory.resolve("store").resolve("snapshot-2"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatExceptionOfType(StoreException.class)
          .as("attempt %d", attempt)
          .isThrownBy(() -> open(directory))
          .withMessage(
              "The key store "
                  + directory.resolve("store")
                  + " has lost its snapshot; restore the whole directory from a backup.");
    }
  }

  @Test
  void secretsBelongToTheirRecord() {
    byte[] secret = {1, 2, 3};
    try (SealedStore store = open(directory)) {
      byte[] wrapped = store.wrapSecret(id("a"), secret);
      assertThat(store.unwrapSecret(id("a"), wrapped)).isEqualTo(secret);
      assertThat(store.wrapSecret(id("a"), secret)).isNotEqualTo(wrapped);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.unwrapSecret(id("b"), wrapped))
          .withMessageContaining("a secret that does not verify");
    }
  }

  @Test
  void onlyOneMayHaveItOpen() {
    try (SealedStore store = open(directory)) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> open(directory))
          .withMessage("The key store " + directory.resolve("store") + " is already in use.");
      store.commit(List.of(put("a", "1")));
    }
    open(directory).close();
  }

  @Test
  void aClosedStoreAnswersNothing() {
    SealedStore store = open(directory);
    store.close();
    store.close();
    assertThatIllegalStateException().isThrownBy(store::records);
    assertThatIllegalStateException().isThrownBy(() -> store.commit(List.of(put("a", "1"))));
    assertThatIllegalStateException().isThrownBy(() -> store.wrapSecret(id("a"), new byte[1]));
  }

  @Test
  void anotherSealKeyIsToldApartFromDamage() throws IOException {
    open(directory).close();
    Path other = directory.resolve("other.key");
    try (SealedStore another =
        SealedStore.open(
            directory.resolve("another"), new Seal.KeyFile(other), RandomBytes.secure())) {
      assertThat(another.records()).isEmpty();
    }
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() ->
            SealedStore.open(
                directory.resolve("store"), new Seal.KeyFile(other), RandomBytes.secure()))
        .withMessage(
            "The key store "
                + directory.resolve("store")
                + " was sealed with another key than that in "
                + other
                + ".");
    open(directory).close();
  }

  @Test
  void neverShowsKeysOrContents() {
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    try (SealedStore store = open(directory)) {
      store.commit(List.of(put("a", "content")));
      assertThat(store).hasToString("SealedStore[" + directory.resolve("store") + "]");
      assertThat(store.records().getFirst())
          .hasToString("StoredRecord[RecordId[type=7, name=a], version 1]");
    }
    assertThat(new Change.Put(id("a"), content)).hasToString("Put[RecordId[type=7, name=a]]");
    assertThat(new SealingKey(new byte[32], RandomBytes.secure())).hasToString("SealingKey");
    assertThat(seal(directory).toString()).contains("seal.key");
  }
}
