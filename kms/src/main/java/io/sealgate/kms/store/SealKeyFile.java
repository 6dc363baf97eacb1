package io.sealgate.kms.store;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A seal key in a file: exactly 32 bytes that nobody but the owner may touch. */
final class SealKeyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private SealKeyFile() {}

  /**
   * Reads the key, or makes it where there is no file.
   *
   * @throws StoreException if the file is no seal key, or others may touch it
   */
  static SealingKey readOrCreate(Path path, RandomBytes random) throws IOException {
    if (Files.notExists(path)) {
      create(path, random);
    }
    return read(path, random);
  }

  /**
   * Reads the key.
   *
   * @throws StoreException if there is none, the file is no seal key, or others may touch it
   */
  static SealingKey read(Path path, RandomBytes random) throws IOException {
    byte[] key = {};
    try (InputStream in = Files.newInputStream(path)) {
      if (Files.isDirectory(path)) {
        throw new StoreException("The seal key file " + path + " is a directory.");
      }
      refuseOthers(path);
      // One byte more than a key has, to notice a longer file.
      key = in.readNBytes(SealingKey.KEY_BYTES + 1);
      if (key.length != SealingKey.KEY_BYTES) {
        throw new StoreException("The seal key file " + path + " does not hold exactly 32 bytes.");
      }
      return new SealingKey(key, random);
    } catch (NoSuchFileException e) {
      throw new StoreException(
          "The seal key file "
              + path
              + " is missing, and the key store cannot be opened without it.",
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Makes the key under another name first: what has the final name is whole, whenever the machine
   * stops. What a crash left behind under the other name was never in use.
   */
  private static void create(Path path, RandomBytes random) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      OwnerOnly.createDirectories(directory);
    }
    Path unfinished = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    byte[] key = random.bytes(SealingKey.KEY_BYTES);
    OwnerOnly.createFile(unfinished);
    try (RandomAccessFile file = OwnerOnly.open(unfinished)) {
      file.write(key);
      file.getFD().sync();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    // In one folder this is a rename; without options it refuses to replace a key that has come
    // there meanwhile, as an atomic move would not.
    Files.move(unfinished, path);
    if (directory != null) {
      OwnerOnly.sync(directory);
    }
  }

  private static void refuseOthers(Path path) throws IOException {
    for (PosixFilePermission permission : Files.getPosixFilePermissions(path)) {
      if (!OWNER_ONLY.contains(permission)) {
        throw new StoreException(
            "The seal key file "
                + path
                + " is open to others than its owner; allow the owner alone (chmod 600).");
      }
    }
  }
}
