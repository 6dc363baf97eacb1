package io.sealgate.kms.store;

import java.nio.file.Path;
import java.util.Objects;

/** Where the seal key is, the key outside the store that wraps the store's root key. */
public sealed interface Seal {

  /**
   * Exactly 32 bytes in a file of its owner's alone (mode 0600), made when a new store is made.
   *
   * @param path the file
   */
  record KeyFile(Path path) implements Seal {

    /** Checks that nothing is missing. */
    public KeyFile {
      Objects.requireNonNull(path);
    }
  }
}
