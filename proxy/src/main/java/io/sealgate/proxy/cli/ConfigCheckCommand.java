package io.sealgate.proxy.cli;

import io.sealgate.proxy.BackendTools;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.config.KmsConfig;
import io.sealgate.proxy.config.TlsConfig;
import io.sealgate.proxy.tls.TlsMaterial;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/** {@code config check}: reads the file and what it refers to, and says what would run. */
final class ConfigCheckCommand implements Subcommand {

  private final ConfigLoader loader;
  private final BackendTools backend;

  ConfigCheckCommand(ConfigLoader loader, BackendTools backend) {
    this.loader = Objects.requireNonNull(loader);
    this.backend = Objects.requireNonNull(backend);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("check").addOption(ConfigOption.spec());
    spec.usageMessage().description("Checks a configuration file and says what would run.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) {
    Path file = ConfigOption.file(invocation);
    Config config = loader.server(file);
    TlsConfig tls = config.listen().tls();
    if (tls != null) {
      TlsMaterial.fromFiles("listen.tls", tls);
    }
    if (config.kms() instanceof KmsConfig.Embedded embedded && embedded.tls() != null) {
      TlsMaterial.fromFiles("kms.tls", embedded.tls());
    }
    PrintStream out = invocation.console().out();
    out.println(file + " can be used");
    for (String line : ConfigSummary.lines(config)) {
      out.println(line);
    }
    backend.describe(config, out);
    return 0;
  }
}
