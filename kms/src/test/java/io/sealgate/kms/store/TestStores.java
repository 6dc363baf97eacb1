package io.sealgate.kms.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Stores for the tests of this package. */
final class TestStores {

  static final long NEVER = Long.MAX_VALUE;

  private TestStores() {}

  /** Opens the store below a directory, with its seal key beside it. */
  static SealedStore open(Path directory) {
    return open(directory, NEVER);
  }

  static SealedStore open(Path directory, long compactAfterBytes) {
    return open(directory, compactAfterBytes, _ -> {});
  }

  static SealedStore open(
      Path directory, long compactAfterBytes, Consumer<StoreException> failures) {
    return SealedStore.open(
        directory.resolve("store"),
        seal(directory),
        RandomBytes.secure(),
        compactAfterBytes,
        failures);
  }

  static Seal seal(Path directory) {
    return new Seal.KeyFile(directory.resolve("seal.key"));
  }

  static RecordId id(String name) {
    return new RecordId(7, name);
  }

  static Change put(String name, String content) {
    return new Change.Put(id(name), content.getBytes(StandardCharsets.UTF_8));
  }

  static Change delete(String name) {
    return new Change.Delete(id(name));
  }

  /** Everything in a store, as text. */
  static Map<String, String> contents(SealedStore store) {
    Map<String, String> contents = new TreeMap<>();
    for (StoredRecord stored : store.records()) {
      contents.put(stored.id().name(), new String(stored.bytes(), StandardCharsets.UTF_8));
    }
    return contents;
  }

  /** Copies the store and its seal key to another directory. */
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.resolve("store"));
      Files.copy(from.resolve("seal.key"), to.resolve("seal.key"));
      try (DirectoryStream<Path> files = Files.newDirectoryStream(from.resolve("store"))) {
        for (Path file : files) {
          Files.copy(file, to.resolve("store").resolve(String.valueOf(file.getFileName())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same "random" bytes in each run, for inputs that are kept in files. */
  static RandomBytes repeatable() {
    Random random = new Random(20261122);
    return random::nextBytes;
  }

  /** The one file whose name starts so. */
  static Path file(Path directory, String prefix) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory.resolve("store"), prefix + "*")) {
      Path only = files.iterator().next();
      assertThat(only).exists();
      return only;
    }
  }
}
