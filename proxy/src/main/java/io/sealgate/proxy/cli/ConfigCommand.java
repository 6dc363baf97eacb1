package io.sealgate.proxy.cli;

import io.sealgate.proxy.BackendTools;
import io.sealgate.proxy.config.ConfigLoader;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code config}: what has to do with the configuration file itself. */
public final class ConfigCommand implements Subcommand {

  private final ConfigLoader loader;
  private final BackendTools backend;

  /**
   * The command.
   *
   * @param loader reads configuration files
   * @param backend tells what the configured backend does
   */
  public ConfigCommand(ConfigLoader loader, BackendTools backend) {
    this.loader = Objects.requireNonNull(loader);
    this.backend = Objects.requireNonNull(backend);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("config");
    spec.usageMessage().description("Checks a configuration file, or describes what it may say.");
    return spec;
  }

  @Override
  public List<Subcommand> subcommands() {
    return List.of(new ConfigCheckCommand(loader, backend), new ConfigReferenceCommand());
  }

  /** Never called: there are commands below it. */
  @Override
  public int run(Invocation invocation) {
    throw new IllegalStateException("config has no action of its own");
  }
}
