package io.sealgate.kms.store;

import static io.sealgate.kms.store.TestStores.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealKeyFileTest {

  @TempDir Path directory;

  @Test
  void everythingThatIsMadeIsItsOwnersAlone() throws IOException {
    Path nested = directory.resolve("not/there/yet");
    try (SealedStore store = open(nested, 0)) {
      store.commit(List.of(TestStores.put("a", "1")));
      assertThat(permissions(nested)).isEqualTo("rwx------");
      assertThat(permissions(nested.resolve("store"))).isEqualTo("rwx------");
      assertThat(permissions(nested.resolve("seal.key"))).isEqualTo("rw-------");
      assertThat(nested.resolve("seal.key")).hasSize(32);
      try (var files = Files.list(nested.resolve("store"))) {
        assertThat(files)
            .hasSize(3)
            .allSatisfy(f -> assertThat(permissions(f)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void aKeyThatIsThereAlreadyIsUsedForANewStore() throws IOException {
    byte[] key = new byte[32];
    key[0] = 1;
    write(key, "r--------");
    open(directory).close();
    assertThat(directory.resolve("seal.key")).hasBinaryContent(key);
    open(directory).close();
  }

  @Test
  void aStartThatFollowsACrashDuringTheFirstOneMakesAKey() throws IOException {
    Files.write(directory.resolve("seal.key.new"), new byte[7]);

    open(directory).close();

    assertThat(directory.resolve("seal.key")).hasSize(32);
    assertThat(directory.resolve("seal.key.new")).doesNotExist();
    open(directory).close();
  }

  @Test
  void nothingHasTheKeysNameUntilItIsWritten() throws IOException {
    Files.createDirectories(directory.resolve("seal.key.new/in-the-way"));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> open(directory));

    assertThat(directory.resolve("seal.key")).doesNotExist();
  }

  @Test
  void aKeyThatComesThereMeanwhileIsNotReplaced() throws IOException {
    RandomBytes random = RandomBytes.secure();
    byte[] key = new byte[32];
    key[0] = 1;

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() ->
            SealKeyFile.readOrCreate(
                directory.resolve("seal.key"),
                bytes -> {
                  write(key, "rw-------");
                  random.fill(bytes);
                }));

    assertThat(directory.resolve("seal.key")).hasBinaryContent(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
  void aKeyThatOthersMayTouchIsRefused(String permissions) throws IOException {
    write(new byte[32], permissions);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(directory))
        .withMessage(
            "The seal key file "
                + directory.resolve("seal.key")
                + " is open to others than its owner; allow the owner alone (chmod 600).");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aKeyOfAnotherLengthIsRefused(int lengthBytes) throws IOException {
    write(new byte[lengthBytes], "rw-------");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(directory))
        .withMessage(
            "The seal key file "
                + directory.resolve("seal.key")
                + " does not hold exactly 32 bytes.");
  }

  @Test
  void aDirectoryIsRefusedAsWhatItIs() throws IOException {
    Files.createDirectory(directory.resolve("seal.key"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(directory))
        .withMessage("The seal key file " + directory.resolve("seal.key") + " is a directory.");
  }

  private void write(byte[] key, String permissions) {
    Path file = directory.resolve("seal.key");
    try {
      Files.write(file, key);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
