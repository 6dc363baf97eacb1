package io.sealgate.kms.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody but their owner may touch, from the moment they exist. */
final class OwnerOnly {

  private OwnerOnly() {}

  /** A new, empty file; one that exists already is an error. */
  static void createFile(Path path) throws IOException {
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /**
   * Opens a file for writing. Not a channel: one of those is closed when a thread that uses it is
   * interrupted, and a journal must not die because a caller was cancelled.
   */
  static RandomAccessFile open(Path path) throws IOException {
    return new RandomAccessFile(path.toFile(), "rw");
  }

  /** The directory and those above it, where they are missing, each on the disk by its name. */
  static void createDirectories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (Files.isDirectory(directory) || parent == null) {
      return;
    }
    createDirectories(parent);
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    sync(parent);
  }

  /** Waits until the names in a directory are on the disk, interrupted or not. */
  static void sync(Path directory) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(directory)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException _) {
          // Only a channel can be opened on a directory; the caller's interrupt waits until after.
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
