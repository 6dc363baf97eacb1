package io.sealgate.proxy.config;

import java.nio.file.Path;
import java.util.Objects;

/** What the embedded key service's store is sealed with: {@code kms.seal}. */
public sealed interface SealConfig {

  /**
   * A key file, made with owner-only rights on first use.
   *
   * @param path where it lies
   */
  record File(Path path) implements SealConfig {

    /** Checks that nothing is missing. */
    public File {
      Objects.requireNonNull(path);
    }
  }
}
