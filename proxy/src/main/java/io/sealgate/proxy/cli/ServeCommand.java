package io.sealgate.proxy.cli;

import io.sealgate.proxy.ServerStarter;
import io.sealgate.proxy.config.ConfigLoader;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code serve}: runs the proxy until it is told to stop. */
public final class ServeCommand implements Subcommand {

  private final ConfigLoader loader;
  private final ServerStarter starter;

  /** The command. */
  public ServeCommand(ConfigLoader loader, ServerStarter starter) {
    this.loader = Objects.requireNonNull(loader);
    this.starter = Objects.requireNonNull(starter);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("serve").addOption(ConfigOption.spec());
    spec.usageMessage()
        .description("Runs the proxy. Prints one line, ready, when it accepts; SIGTERM drains it.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    return Foreground.run(
        starter.start(loader.server(ConfigOption.file(invocation))), invocation.console().out());
  }
}
