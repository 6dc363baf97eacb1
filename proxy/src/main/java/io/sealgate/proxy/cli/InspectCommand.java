package io.sealgate.proxy.cli;

import io.sealgate.proxy.ObjectTools;
import io.sealgate.proxy.config.ConfigLoader;
import java.io.IOException;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code inspect}: prints how an object is stored. */
public final class InspectCommand implements Subcommand {

  private final ConfigLoader loader;
  private final ObjectTools tools;

  /** The command. */
  public InspectCommand(ConfigLoader loader, ObjectTools tools) {
    this.loader = Objects.requireNonNull(loader);
    this.tools = Objects.requireNonNull(tools);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = ObjectArguments.addTo(CommandSpec.create().name("inspect"));
    spec.usageMessage().description("Prints how an object is stored: mode, key, sizes, parts.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws IOException {
    tools.inspect(
        loader.server(ConfigOption.file(invocation)),
        ObjectArguments.object(invocation),
        invocation.console().out());
    return 0;
  }
}
