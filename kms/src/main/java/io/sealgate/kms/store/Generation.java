package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One generation of a store, open: its snapshot and the journal that continues it.
 *
 * @param head what the snapshot says of itself
 * @param root the root key
 * @param records the records after the last commit
 * @param journal where commits go
 */
record Generation(
    SnapshotHead head, RootKey root, Map<RecordId, SealedRecord> records, JournalWriter journal) {

  /**
   * The first generation of a new, empty store.
   *
   * @throws StoreException if the directory holds what remains of another store
   */
  static Generation create(StoreDirectory directory, Seal seal, RandomBytes random)
      throws IOException {
    if (directory.hasCommits()) {
      throw new StoreException(
          "The key store "
              + directory.path()
              + " has lost its snapshot; restore the whole directory from a backup.");
    }
    byte[] rootKey = random.bytes(SealingKey.KEY_BYTES);
    try (SealingKey sealKey = sealKey(seal, true, random)) {
      Bytes storeId = Bytes.copyOf(random.bytes(SnapshotHead.ID_BYTES));
      Bytes snapshotId = Bytes.copyOf(random.bytes(SnapshotHead.ID_BYTES));
      SealSlot slot = SealSlot.ofKeyFile(sealKey, storeId, rootKey);
      SnapshotHead head = new SnapshotHead(storeId, 1, 0, snapshotId, List.of(slot));
      return begin(directory, new RootKey(new SealingKey(rootKey, random)), head, new HashMap<>());
    } finally {
      Arrays.fill(rootKey, (byte) 0);
    }
  }

  /**
   * The current generation as the disk has it.
   *
   * @throws StoreException if it is damaged, or sealed with another key
   */
  static Generation recover(
      StoreDirectory directory, long generation, Seal seal, RandomBytes random) throws IOException {
    Path snapshot = directory.snapshot(generation);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(snapshot))) {
      SnapshotReader reader = new SnapshotReader(in);
      if (reader.head().generation() != generation) {
        throw new StoreException("The key store file " + snapshot + " has another file's name.");
      }
      RootKey root = unlock(directory, reader.head(), seal, random);
      boolean recovered = false;
      try {
        Map<RecordId, SealedRecord> records = new HashMap<>();
        reader.readRecords(root, record -> records.put(record.id(), record));
        Generation generationRead = replay(directory, reader.head(), root, records);
        recovered = true;
        return generationRead;
      } finally {
        if (!recovered) {
          root.close();
        }
      }
    } catch (IntegrityException e) {
      throw damaged(snapshot, e);
    }
  }

  /** Applies the journal to the snapshot's records, and drops what a crash cut short. */
  private static Generation replay(
      StoreDirectory directory,
      SnapshotHead head,
      RootKey root,
      Map<RecordId, SealedRecord> records)
      throws IOException {
    Path journal = directory.journal(head.generation());
    if (Files.notExists(journal)) {
      throw new StoreException(
          "The key store file " + journal + " is missing; restore it from a backup.");
    }
    JournalReader.End end;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(journal))) {
      end = JournalReader.read(in, root, head, batch -> apply(batch, records));
    } catch (IntegrityException e) {
      throw damaged(journal, e);
    }
    directory.deleteLeftOvers(head.generation());
    RandomAccessFile file = OwnerOnly.open(journal);
    file.setLength(end.validBytes());
    file.getFD().sync();
    return new Generation(head, root, records, new JournalWriter(JournalFile.of(file), root, end));
  }

  /** The generation that holds the same records in a new snapshot, and an empty journal. */
  Generation next(StoreDirectory directory, RandomBytes random) throws IOException {
    Bytes snapshotId = Bytes.copyOf(random.bytes(SnapshotHead.ID_BYTES));
    Generation next = begin(directory, root, head.next(journal.sequence(), snapshotId), records);
    journal.close();
    directory.deleteLeftOvers(next.head.generation());
    return next;
  }

  /** Applies a commit to the records. */
  static void apply(Batch batch, Map<RecordId, SealedRecord> records) {
    for (SealedRecord put : batch.puts()) {
      records.put(put.id(), put);
    }
    for (RecordId delete : batch.deletes()) {
      records.remove(delete);
    }
  }

  /** The journal is there before the snapshot gets its name, so a named snapshot always has one. */
  private static Generation begin(
      StoreDirectory directory,
      RootKey root,
      SnapshotHead head,
      Map<RecordId, SealedRecord> records)
      throws IOException {
    RandomAccessFile journal = directory.createJournal(head.generation());
    boolean begun = false;
    try {
      byte[] fileHead = JournalFormat.fileHead(head.snapshotId());
      journal.write(fileHead);
      journal.getFD().sync();
      writeSnapshot(directory, root, head, records);
      begun = true;
      JournalReader.End end =
          new JournalReader.End(fileHead.length, head.sequence(), head.snapshotId().toArray());
      return new Generation(
          head, root, records, new JournalWriter(JournalFile.of(journal), root, end));
    } finally {
      if (!begun) {
        journal.close();
      }
    }
  }

  private static void writeSnapshot(
      StoreDirectory directory,
      RootKey root,
      SnapshotHead head,
      Map<RecordId, SealedRecord> records)
      throws IOException {
    try (RandomAccessFile file = directory.createUnfinishedSnapshot(head.generation());
        OutputStream out = new BufferedOutputStream(new FileOutputStream(file.getFD()))) {
      SnapshotWriter.write(out, root, head, records.values());
      out.flush();
      file.getFD().sync();
    }
    directory.finishSnapshot(head.generation());
  }

  private static RootKey unlock(
      StoreDirectory directory, SnapshotHead head, Seal seal, RandomBytes random)
      throws IOException {
    try (SealingKey sealKey = sealKey(seal, false, random)) {
      for (SealSlot slot : head.slots()) {
        if (slot.kind() == SealSlot.KEY_FILE && slot.fits(sealKey)) {
          return slot.open(sealKey, head.storeId(), random);
        }
      }
    }
    throw new StoreException(
        "The key store "
            + directory.path()
            + " was sealed with another key than that in "
            + switch (seal) {
              case Seal.KeyFile(Path path) -> path;
            }
            + ".");
  }

  private static SealingKey sealKey(Seal seal, boolean newStore, RandomBytes random)
      throws IOException {
    return switch (seal) {
      case Seal.KeyFile(Path path) ->
          newStore ? SealKeyFile.readOrCreate(path, random) : SealKeyFile.read(path, random);
    };
  }

  private static StoreException damaged(Path file, IntegrityException e) {
    return new StoreException(
        "The key store file "
            + file
            + " is damaged or was changed by someone else; restore it"
            + " from a backup.",
        e);
  }
}
