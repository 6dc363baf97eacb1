package io.sealgate.kms.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory of a store, locked for this process: {@code lock}, {@code snapshot-N} and {@code
 * journal-N} for one generation N. Files of other generations are what a crash during a change of
 * generation left behind.
 */
final class StoreDirectory implements AutoCloseable {

  private static final String SNAPSHOT = "snapshot-";
  private static final String JOURNAL = "journal-";
  private static final String UNFINISHED = ".new";

  private final Path path;
  private final FileChannel lock;

  private StoreDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, and locks it.
   *
   * @throws StoreException if another process has it
   */
  static StoreDirectory lock(Path path) throws IOException {
    OwnerOnly.createDirectories(path.toAbsolutePath());
    Path file = path.resolve("lock");
    if (Files.notExists(file)) {
      OwnerOnly.createFile(file);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      // This process has it already: refused like another process's lock.
      locked = false;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new StoreException("The key store " + path + " is already in use.");
    }
    return new StoreDirectory(path, channel);
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  Path snapshot(long generation) {
    return path.resolve(SNAPSHOT + generation);
  }

  Path journal(long generation) {
    return path.resolve(JOURNAL + generation);
  }

  /** The current generation, 0 in a directory without a store. */
  long newestGeneration() throws IOException {
    long newest = 0;
    for (Path file : files()) {
      newest = Math.max(newest, generationOf(file, SNAPSHOT));
    }
    return newest;
  }

  /**
   * Whether a journal tells of commits: those in it, or those that a later generation than the
   * first began with, however empty its journal is.
   */
  boolean hasCommits() throws IOException {
    for (Path file : files()) {
      long generation = generationOf(file, JOURNAL);
      if (generation > 1 || (generation == 1 && Files.size(file) > JournalFormat.FILE_HEAD_BYTES)) {
        return true;
      }
    }
    return false;
  }

  /** Opens a new snapshot that has not got its name yet. */
  RandomAccessFile createUnfinishedSnapshot(long generation) throws IOException {
    return createAnew(unfinished(generation));
  }

  /** Opens a new journal; a left-over of that generation was never in use. */
  RandomAccessFile createJournal(long generation) throws IOException {
    return createAnew(journal(generation));
  }

  /** Gives the new snapshot its name: from then on its generation is the current one. */
  void finishSnapshot(long generation) throws IOException {
    Files.move(unfinished(generation), snapshot(generation), StandardCopyOption.ATOMIC_MOVE);
    OwnerOnly.sync(path);
  }

  /** Deletes what belongs to other generations than the current one. */
  void deleteLeftOvers(long currentGeneration) throws IOException {
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      long snapshot = generationOf(file, SNAPSHOT);
      long journal = generationOf(file, JOURNAL);
      boolean unfinished = name.startsWith(SNAPSHOT) && name.endsWith(UNFINISHED);
      if (unfinished
          || (snapshot > 0 && snapshot != currentGeneration)
          || (journal > 0 && journal != currentGeneration)) {
        Files.delete(file);
      }
    }
    OwnerOnly.sync(path);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static RandomAccessFile createAnew(Path file) throws IOException {
    Files.deleteIfExists(file);
    OwnerOnly.createFile(file);
    return OwnerOnly.open(file);
  }

  private Path unfinished(long generation) {
    return path.resolve(SNAPSHOT + generation + UNFINISHED);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      entries.forEach(files::add);
    }
    return files;
  }

  /** The number after a prefix; 0 for other names. */
  private static long generationOf(Path file, String prefix) {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(prefix)) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(name.substring(prefix.length())));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
