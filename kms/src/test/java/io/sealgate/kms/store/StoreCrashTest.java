package io.sealgate.kms.store;

import static io.sealgate.kms.store.TestStores.contents;
import static io.sealgate.kms.store.TestStores.copy;
import static io.sealgate.kms.store.TestStores.delete;
import static io.sealgate.kms.store.TestStores.file;
import static io.sealgate.kms.store.TestStores.id;
import static io.sealgate.kms.store.TestStores.open;
import static io.sealgate.kms.store.TestStores.put;
import static io.sealgate.kms.store.TestStores.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut at any moment leaves the state before or after a commit, never a mix; damage to
 * anything that was acknowledged is noticed.
 */
final class StoreCrashTest {

  private static final List<List<Change>> COMMITS =
      List.of(
          List.of(put("a", "1")),
          List.of(put("a", "2"), put("b", "2")),
          List.of(delete("a"), put("b", "3"), put("c", "3")));

  @TempDir Path directory;
  @TempDir Path scratch;

  /** What the store holds after no commit, the first, and so on. */
  private final List<Map<String, String>> states = new ArrayList<>();

  /** Where the journal ended at these moments. */
  private final List<Integer> ends = new ArrayList<>();

  private byte[] journal = {};
  private int attempts;

  @BeforeEach
  void writeAStore() throws IOException {
    try (SealedStore store = open(directory)) {
      states.add(contents(store));
      ends.add((int) Files.size(file(directory, "journal-")));
      for (List<Change> commit : COMMITS) {
        store.commit(commit);
        states.add(contents(store));
        ends.add((int) Files.size(file(directory, "journal-")));
      }
    }
    journal = Files.readAllBytes(file(directory, "journal-"));
  }

  @Test
  void aJournalCutAtAnyByteHoldsTheCommitsThatAreWhole() throws IOException {
    for (int length = ends.getFirst(); length <= journal.length; length++) {
      Path copy = copyWithJournal(Arrays.copyOf(journal, length));
      int whole = 0;
      while (whole + 1 < ends.size() && ends.get(whole + 1) <= length) {
        whole++;
      }
      try (SealedStore store = open(copy)) {
        assertThat(contents(store)).as("cut after %d bytes", length).isEqualTo(states.get(whole));
        store.commit(List.of(put("after", "the crash")));
      }
      try (SealedStore store = open(copy)) {
        assertThat(contents(store))
            .as("cut after %d bytes, and written on", length)
            .containsEntry("after", "the crash")
            .hasSize(states.get(whole).size() + 1);
      }
    }
  }

  @Test
  void aJournalCutInItsOwnHeadWasNeverInUse() throws IOException {
    for (int length = 0; length < ends.getFirst(); length++) {
      assertRefused(copyWithJournal(Arrays.copyOf(journal, length)), "journal-1");
    }
  }

  @Test
  void anyFlippedBitInTheJournalIsNoticed() throws IOException {
    for (int i = 0; i < journal.length; i++) {
      byte[] damaged = journal.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertRefused(copyWithJournal(damaged), "journal-1");
    }
  }

  @Test
  void entriesCannotBeLeftOutRepeatedOrExchanged() throws IOException {
    byte[] head = Arrays.copyOf(journal, ends.get(0));
    byte[] first = Arrays.copyOfRange(journal, ends.get(0), ends.get(1));
    byte[] second = Arrays.copyOfRange(journal, ends.get(1), ends.get(2));
    byte[] third = Arrays.copyOfRange(journal, ends.get(2), ends.get(3));

    assertRefused(copyWithJournal(joined(head, second, third)), "journal-1");
    assertRefused(copyWithJournal(joined(head, first, third)), "journal-1");
    assertRefused(copyWithJournal(joined(head, first, first, second)), "journal-1");
    assertRefused(copyWithJournal(joined(head, second, first, third)), "journal-1");
    assertRefused(copyWithJournal(joined(journal, third)), "journal-1");
    assertRefused(copyWithJournal(joined(journal, new byte[2 << 20])), "journal-1");
  }

  @Test
  void aCommitUnderWayIsThereOrNotWhateverOfItHasReachedTheDisk() throws IOException {
    CrashingDisk disk = new CrashingDisk(journal);
    try (RootKey root = root();
        JournalWriter writer = new JournalWriter(disk, root, read(journal, root))) {
      writer.append(batch(root, 4, 10));
      for (byte[] left : disk.leftByCrashes()) {
        Path copy = copyWithJournal(left);
        try (SealedStore store = open(copy)) {
          assertThat(store.records().size()).isBetween(states.getLast().size(), 3);
          store.commit(List.of(put("after", "the crash")));
        }
        try (SealedStore store = open(copy)) {
          assertThat(contents(store)).containsAllEntriesOf(states.getLast()).containsKey("after");
        }
      }
    }
    Path acknowledged = copyWithJournal(disk.durable());
    try (SealedStore store = open(acknowledged)) {
      assertThat(store.records()).hasSize(3);
    }
  }

  @Test
  void aHeadThatLiesInTwoSectorsIsDroppedIfOneIsMissing() throws IOException {
    try (RootKey root = root()) {
      for (int inFirst = 1; inFirst < JournalFormat.ENTRY_HEAD_BYTES; inFirst++) {
        byte[] before = journalUpTo(root, CrashingDisk.SECTOR_BYTES - inFirst);
        CrashingDisk disk = new CrashingDisk(before);
        JournalWriter writer = new JournalWriter(disk, root, read(before, root));
        writer.append(batch(root, 5, 10));
        for (byte[] left : disk.leftByCrashes()) {
          assertThat(read(left, root).sequence()).isBetween(4L, 5L);
        }
        assertThat(read(disk.durable(), root).sequence()).isEqualTo(5);
      }
    }
  }

  @Test
  void aHeadOfZerosIsNoExcuseForWhatWasCommittedAfterIt() throws IOException {
    for (int entry = 0; entry < COMMITS.size(); entry++) {
      byte[] zeroed = journal.clone();
      int at = ends.get(entry);
      Arrays.fill(zeroed, at, at + JournalFormat.ENTRY_HEAD_BYTES, (byte) 0);
      Path copy = copyWithJournal(zeroed);
      if (entry == COMMITS.size() - 1) {
        try (SealedStore store = open(copy)) {
          assertThat(contents(store)).isEqualTo(states.get(entry));
        }
      } else {
        assertRefused(copy, "journal-1");
      }
    }
  }

  @Test
  void zerosThatACrashLeftBehindAreDropped() throws IOException {
    for (int zeros : new int[] {1, 28, 100, 1000}) {
      try (SealedStore store = open(copyWithJournal(joined(journal, new byte[zeros])))) {
        assertThat(contents(store)).as("%d zeros", zeros).isEqualTo(states.getLast());
      }
    }
  }

  @Test
  void anyFlippedBitInTheSnapshotIsNoticedAndSoIsAnyCut() throws IOException {
    compact();
    byte[] snapshot = Files.readAllBytes(file(directory, "snapshot-"));
    for (int i = 0; i < snapshot.length; i++) {
      byte[] damaged = snapshot.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertRefused(copyWithSnapshot(damaged), "");
      assertRefused(copyWithSnapshot(Arrays.copyOf(snapshot, i)), "snapshot-2");
    }
    assertRefused(copyWithSnapshot(Arrays.copyOf(snapshot, snapshot.length + 1)), "snapshot-2");
  }

  @Test
  void aCrashAtAnyStepOfANewSnapshotLosesNothing() throws IOException {
    Path before = nextScratch();
    copy(directory, before);
    Map<String, String> expected = compact();
    Path snapshot2 = file(directory, "snapshot-");
    Path journal2 = file(directory, "journal-");

    // The new journal is there, the new snapshot is not, or only in part.
    Path step1 = nextScratch();
    copy(before, step1);
    Files.copy(journal2, step1.resolve("store/journal-2"));
    Files.write(
        step1.resolve("store/snapshot-2.new"), Arrays.copyOf(Files.readAllBytes(snapshot2), 100));
    try (SealedStore store = open(step1)) {
      assertThat(contents(store)).isEqualTo(states.getLast());
    }
    assertThat(step1.resolve("store/journal-2")).doesNotExist();
    assertThat(step1.resolve("store/snapshot-2.new")).doesNotExist();

    // The new snapshot has its name, the old files are still there.
    Path step2 = nextScratch();
    copy(before, step2);
    Files.copy(journal2, step2.resolve("store/journal-2"));
    Files.copy(snapshot2, step2.resolve("store/snapshot-2"));
    try (SealedStore store = open(step2)) {
      assertThat(contents(store)).isEqualTo(expected);
    }
    assertThat(step2.resolve("store/journal-1")).doesNotExist();
    assertThat(step2.resolve("store/snapshot-1")).doesNotExist();
  }

  @Test
  void aCrashWhileTheStoreIsMadeLeavesRoomForANewOne() throws IOException {
    Path fresh = nextScratch();
    Files.createDirectories(fresh.resolve("store"));
    Files.write(fresh.resolve("store/journal-1"), new byte[10]);
    Files.write(fresh.resolve("store/snapshot-1.new"), new byte[10]);
    try (SealedStore store = open(fresh)) {
      store.commit(List.of(put("a", "1")));
    }
    try (SealedStore store = open(fresh)) {
      assertThat(contents(store)).hasSize(1);
    }
  }

  @Test
  void aLostFileIsNamed() throws IOException {
    Path withoutJournal = nextScratch();
    copy(directory, withoutJournal);
    Files.delete(withoutJournal.resolve("store/journal-1"));
    assertRefused(withoutJournal, "journal-1 is missing");

    Path withoutSnapshot = nextScratch();
    copy(directory, withoutSnapshot);
    Files.delete(withoutSnapshot.resolve("store/snapshot-1"));
    assertRefused(withoutSnapshot, "has lost its snapshot");

    Path withoutSealKey = nextScratch();
    copy(directory, withoutSealKey);
    Files.delete(withoutSealKey.resolve("seal.key"));
    assertRefused(withoutSealKey, "seal.key is missing");
    assertThat(withoutSealKey.resolve("seal.key")).as("no new key is made").doesNotExist();
  }

  @Test
  void filesOfAnotherStoreOrGenerationDoNotFit() throws IOException {
    Path other = nextScratch();
    try (SealedStore store = open(other)) {
      store.commit(List.of(put("a", "1")));
    }
    assertRefused(
        copyWithJournal(Files.readAllBytes(other.resolve("store/journal-1"))), "journal-1");

    Path renamed = nextScratch();
    copy(directory, renamed);
    Files.move(renamed.resolve("store/snapshot-1"), renamed.resolve("store/snapshot-5"));
    Files.move(renamed.resolve("store/journal-1"), renamed.resolve("store/journal-5"));
    assertRefused(renamed, "has another file's name");
  }

  private RootKey root() throws IOException {
    Path copy = nextScratch();
    copy(directory, copy);
    try (StoreDirectory locked = StoreDirectory.lock(copy.resolve("store"))) {
      Generation sound = Generation.recover(locked, 1, seal(copy), RandomBytes.secure());
      sound.journal().close();
      return sound.root();
    }
  }

  private JournalReader.End read(byte[] content, RootKey root) throws IOException {
    try (InputStream in = Files.newInputStream(file(directory, "snapshot-"))) {
      SnapshotHead head = new SnapshotReader(in).head();
      return JournalReader.read(new ByteArrayInputStream(content), root, head, _ -> {});
    } catch (IntegrityException e) {
      throw new AssertionError("a crash keeps the store shut", e);
    }
  }

  private static Batch batch(RootKey root, long version, int bytes) {
    return new Batch(List.of(root.sealRecord(id("d"), version, new byte[bytes])), List.of());
  }

  /** The journal with one more commit, as long as brings its end to this place in a sector. */
  private byte[] journalUpTo(RootKey root, int place) throws IOException {
    byte[] content;
    int bytes = 600;
    do {
      CrashingDisk disk = new CrashingDisk(journal);
      new JournalWriter(disk, root, read(journal, root)).append(batch(root, 4, bytes));
      content = disk.durable();
      bytes += Math.floorMod(place - content.length, CrashingDisk.SECTOR_BYTES);
    } while (content.length % CrashingDisk.SECTOR_BYTES != place);
    return content;
  }

  /** Makes a commit that brings a new snapshot. */
  private Map<String, String> compact() {
    try (SealedStore store = open(directory, 0)) {
      store.commit(List.of(put("d", "4")));
      return contents(store);
    }
  }

  private static void assertRefused(Path copy, String sentencePart) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(copy))
        .withMessageContaining(sentencePart)
        .withMessageContaining(".");
  }

  private Path copyWithJournal(byte[] content) throws IOException {
    Path copy = nextScratch();
    copy(directory, copy);
    Files.write(copy.resolve("store/journal-1"), content);
    return copy;
  }

  private Path copyWithSnapshot(byte[] content) throws IOException {
    Path copy = nextScratch();
    copy(directory, copy);
    Files.write(copy.resolve("store/snapshot-2"), content);
    return copy;
  }

  private Path nextScratch() {
    return scratch.resolve(Integer.toString(attempts++));
  }

  private static byte[] joined(byte[]... parts) {
    byte[] all = {};
    for (byte[] part : parts) {
      int at = all.length;
      all = Arrays.copyOf(all, at + part.length);
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }
}
