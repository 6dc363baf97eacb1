package io.sealgate.proxy.cli;

import io.sealgate.proxy.config.ConfigReference;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code config reference}: prints each key, its default and its meaning. */
final class ConfigReferenceCommand implements Subcommand {

  private static final String FORMAT = "--format";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("reference")
            .addOption(
                OptionSpec.builder(FORMAT)
                    .paramLabel("FORMAT")
                    .type(Format.class)
                    .defaultValue("yaml")
                    .description("yaml: a commented file; markdown: the documentation.")
                    .build());
    spec.parser().caseInsensitiveEnumValuesAllowed(true);
    spec.usageMessage().description("Prints a file with each key, its default and its meaning.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) {
    String reference =
        switch (invocation.option(FORMAT, Format.class)) {
          case YAML -> ConfigReference.yaml();
          case MARKDOWN -> ConfigReference.markdown();
        };
    invocation.console().out().print(reference);
    invocation.console().out().flush();
    return 0;
  }

  /** In what form. */
  enum Format {
    YAML,
    MARKDOWN
  }
}
