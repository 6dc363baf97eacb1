package io.sealgate.proxy.cli;

import io.sealgate.proxy.StoredObject;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The arguments that name a stored object. */
final class ObjectArguments {

  private static final String VERSION_ID = "--version-id";
  private static final String CUSTOMER_KEY_FILE = "--customer-key-file";

  private ObjectArguments() {}

  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(ConfigOption.spec())
        .addOption(
            OptionSpec.builder(VERSION_ID)
                .paramLabel("ID")
                .type(String.class)
                .description("Of an older version; the current one without it.")
                .build())
        .addOption(
            OptionSpec.builder(CUSTOMER_KEY_FILE)
                .paramLabel("FILE")
                .type(Path.class)
                .description("For SSE-C: a file with the customer's key, raw or in base64.")
                .build())
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("s3://BUCKET/KEY")
                .type(String.class)
                .index("0")
                .required(true)
                .description("The object.")
                .build());
  }

  static StoredObject object(Invocation invocation) {
    String versionId =
        invocation.has(VERSION_ID) ? invocation.option(VERSION_ID, String.class) : null;
    Path customerKeyFile =
        invocation.has(CUSTOMER_KEY_FILE) ? invocation.option(CUSTOMER_KEY_FILE, Path.class) : null;
    try {
      return StoredObject.parse(invocation.parameter(0, String.class), versionId, customerKeyFile);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          invocation.arguments().commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
