package io.sealgate.proxy.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.OptionSpec;

/** The option that names the configuration file. */
final class ConfigOption {

  private static final String NAME = "--config";

  private ConfigOption() {}

  static OptionSpec spec() {
    return OptionSpec.builder(NAME)
        .paramLabel("FILE")
        .type(Path.class)
        .required(true)
        .description("The configuration file, YAML.")
        .build();
  }

  static Path file(Invocation invocation) {
    return invocation.option(NAME, Path.class);
  }
}
