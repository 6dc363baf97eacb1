package io.sealgate.proxy.cli;

import io.sealgate.proxy.ServerStarter;
import io.sealgate.proxy.config.ConfigLoader;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code kms}: runs the key service alone until it is told to stop. */
public final class KmsCommand implements Subcommand {

  private final ConfigLoader loader;
  private final ServerStarter starter;

  /** The command. */
  public KmsCommand(ConfigLoader loader, ServerStarter starter) {
    this.loader = Objects.requireNonNull(loader);
    this.starter = Objects.requireNonNull(starter);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("kms").addOption(ConfigOption.spec());
    spec.usageMessage()
        .description("Runs the key service alone: the same file, of which it needs no backend.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    return Foreground.run(
        starter.startKeyService(loader.keyService(ConfigOption.file(invocation))),
        invocation.console().out());
  }
}
