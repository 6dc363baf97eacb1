package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.ReferenceWriter;

/** The configuration's reference, written from the table that reads the file. */
public final class ConfigReference {

  private static final String PREFACE =
      """
      # Configuration

      <!-- Generated: ./sealgate config reference --format markdown > docs/CONFIGURATION.md -->

      `sealgate serve --config sealgate.yaml` reads one YAML file. What cannot be used stops the start with exit
      code 2 and one sentence that names the line, the key, the value and what is allowed. So do unknown and
      repeated keys: a misspelt key never falls back to a default. `sealgate config check --config sealgate.yaml`
      only checks.

      - **References.** Each single value may be, or contain, `${env:NAME}` (an environment variable) or
        `${file:PATH}` (a file's content without its last line break); `$${` is a literal `${`. Use them for secrets.
        Values that they yield are never shown.
      - **Paths** are absolute, or relative to the folder of the configuration file.
      - **Times** are whole numbers with `ms`, `s`, `m`, `h` or `d`; **sizes** are bytes, or whole numbers with `KiB`,
        `MiB`, `GiB`, `TiB` or `PiB`.
      - **Addresses** are `host:port`, IPv6 in brackets; port 0 takes any free port, which the `ready` line names.
      - Aliases and tags of YAML are refused.
      - Keys that are marked "not supported yet" are refused until their feature is there.

      The whole file, with each key's default. A key behind `#` without a space has no default and may be left out.
      `./sealgate config reference` prints it.

      """;

  private ConfigReference() {}

  /** A commented configuration file with each key. */
  public static String yaml() {
    return ReferenceWriter.write(RootKeys.SERVER);
  }

  /** {@code docs/CONFIGURATION.md}. */
  public static String markdown() {
    return PREFACE + "```yaml\n" + yaml() + "```\n";
  }
}
