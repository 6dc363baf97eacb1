package io.sealgate.kms.store;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link RecordStore} in a directory: a sealed snapshot, and a sealed journal of what came
 * after.
 *
 * <p>Seal key (outside) → root key (random, wrapped in the snapshot's head) → records, each bound
 * to its name and version → secrets inside records, under a subkey of the record. A commit is one
 * journal entry, forced to the disk before {@link #commit} returns; a journal that has grown long
 * is replaced by a new snapshot. What a crash cut short is dropped when the store is opened;
 * anything else that does not verify keeps it shut.
 */
public final class SealedStore implements RecordStore {

  private static final long COMPACT_AFTER_BYTES = 8L << 20;

  private final StoreDirectory directory;
  private final RandomBytes random;
  private final long compactAfterBytes;
  private final Consumer<StoreException> failures;
  private Generation current;
  private State state = State.OPEN;
  private @Nullable IOException failure;

  private enum State {
    OPEN,
    /** A write failed, so what is on the disk is not certain until the store is opened again. */
    FAILED,
    CLOSED
  }

  SealedStore(
      StoreDirectory directory,
      Generation current,
      RandomBytes random,
      long compactAfterBytes,
      Consumer<StoreException> failures) {
    this.directory = directory;
    this.current = current;
    this.random = random;
    this.compactAfterBytes = compactAfterBytes;
    this.failures = failures;
  }

  /**
   * Opens the store, or makes an empty one where the directory is missing or empty.
   *
   * @param directory of the owner's alone
   * @param seal what wraps the root key
   * @param random for keys and salts
   * @throws StoreException if the store is in use, damaged, or sealed with another key
   */
  public static SealedStore open(Path directory, Seal seal, RandomBytes random) {
    return open(directory, seal, random, _ -> {});
  }

  /**
   * As above, for an operator who is to learn of a failed write. Callers do not learn of each: the
   * commit after which the journal cannot be replaced by a snapshot has succeeded.
   *
   * @param failures is told at most once, on the thread of the commit, why no more changes are
   *     taken; does not use the store
   * @throws StoreException if the store is in use, damaged, or sealed with another key
   */
  public static SealedStore open(
      Path directory, Seal seal, RandomBytes random, Consumer<StoreException> failures) {
    return open(directory, seal, random, COMPACT_AFTER_BYTES, failures);
  }

  /** As above, with another length at which the journal is replaced by a snapshot. */
  static SealedStore open(
      Path path,
      Seal seal,
      RandomBytes random,
      long compactAfterBytes,
      Consumer<StoreException> failures) {
    try {
      StoreDirectory directory = StoreDirectory.lock(path);
      boolean opened = false;
      try {
        long generation = directory.newestGeneration();
        Generation current =
            generation == 0
                ? Generation.create(directory, seal, random)
                : Generation.recover(directory, generation, seal, random);
        opened = true;
        return new SealedStore(directory, current, random, compactAfterBytes, failures);
      } finally {
        if (!opened) {
          directory.close();
        }
      }
    } catch (IOException e) {
      throw new StoreException("The key store " + path + " cannot be opened: " + e, e);
    }
  }

  @Override
  public synchronized List<StoredRecord> records() {
    requireNotClosed();
    List<StoredRecord> opened = new ArrayList<>(current.records().size());
    for (SealedRecord record : current.records().values()) {
      try {
        byte[] content = current.root().openRecord(record);
        opened.add(new StoredRecord(record.id(), record.version(), content));
      } catch (IntegrityException e) {
        throw new StoreException(
            "The key store " + directory.path() + " holds a record that does not verify.", e);
      }
    }
    return opened;
  }

  @Override
  public synchronized void commit(List<Change> changes) {
    requireNotClosed();
    if (state == State.FAILED) {
      throw new StoreException(
          "The key store " + directory.path() + " takes no changes after a failed write; restart.",
          failure);
    }
    Batch batch = seal(changes, current.journal().sequence() + 1);
    try {
      current.journal().append(batch);
    } catch (IOException e) {
      Path journal = directory.journal(current.head().generation());
      throw failed("The key store file " + journal + " cannot be written", e);
    }
    Generation.apply(batch, current.records());
    if (current.journal().lengthBytes() > compactAfterBytes) {
      compact();
    }
  }

  @Override
  public byte[] wrapSecret(RecordId owner, byte[] secret) {
    return root().sealSecret(owner, secret);
  }

  @Override
  public byte[] unwrapSecret(RecordId owner, byte[] wrapped) {
    try {
      return root().openSecret(owner, wrapped);
    } catch (IntegrityException e) {
      throw new StoreException(
          "The key store " + directory.path() + " holds a secret that does not verify.", e);
    }
  }

  @Override
  public synchronized void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    current.root().close();
    try (directory) {
      current.journal().close();
    } catch (IOException e) {
      throw new StoreException("The key store " + directory.path() + " cannot be closed: " + e, e);
    }
  }

  /** Never the content, which names keys. */
  @Override
  public String toString() {
    return "SealedStore[" + directory.path() + "]";
  }

  private synchronized RootKey root() {
    requireNotClosed();
    return current.root();
  }

  private Batch seal(List<Change> changes, long version) {
    List<SealedRecord> puts = new ArrayList<>();
    List<RecordId> deletes = new ArrayList<>();
    Set<RecordId> seen = new HashSet<>();
    for (Change change : changes) {
      if (!seen.add(change.id())) {
        throw new IllegalArgumentException("two changes to " + change.id() + " in one commit");
      }
      switch (change) {
        case Change.Put(RecordId id, byte[] bytes) -> {
          if (bytes.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(id + " of " + bytes.length + " bytes is too large");
          }
          puts.add(current.root().sealRecord(id, version, bytes));
        }
        case Change.Delete(RecordId id) -> deletes.add(id);
      }
    }
    return new Batch(puts, deletes);
  }

  /** The commit before it is safe either way, so a failure only stops the commits that follow. */
  private void compact() {
    try {
      current = current.next(directory, random);
    } catch (IOException e) {
      Path snapshot = directory.snapshot(current.head().generation() + 1);
      failed("The key store cannot be compacted into " + snapshot, e);
    }
  }

  private StoreException failed(String what, IOException e) {
    state = State.FAILED;
    failure = e;
    StoreException told =
        new StoreException(what + ": " + e + "; it takes no changes until a restart.", e);
    failures.accept(told);
    return told;
  }

  private void requireNotClosed() {
    if (state == State.CLOSED) {
      throw new IllegalStateException("the key store is closed");
    }
  }
}
