package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Clients;
import io.sealgate.kms.python.ProcessOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that is a client of S3, with what its environment must say to reach a site. Nothing of
 * the environment of the tests that could point it elsewhere reaches it.
 *
 * @param command the program and its first arguments; never a secret
 * @param environment what is set for it
 */
record Tool(List<String> command, Map<String, String> environment) {

  /** A program that finds its credentials and its certificate where Amazon's clients look. */
  static Tool of(Path program, ClientSite site) {
    return new Tool(
        List.of(program.toString()),
        Map.of(
            "AWS_ACCESS_KEY_ID", Account.APP.accessKey(),
            "AWS_SECRET_ACCESS_KEY", Account.APP.secretKey(),
            "AWS_CA_BUNDLE", site.server().certificate().toString(),
            "AWS_DEFAULT_REGION", Clients.REGION.id(),
            "AWS_REGION", Clients.REGION.id(),
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_EC2_METADATA_DISABLED", "true",
            "PYTHONUNBUFFERED", "1"));
  }

  /** The same with a variable of its environment. */
  Tool with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Tool(command, more);
  }

  /** The same with arguments that every run begins with. */
  Tool with(List<String> arguments) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(arguments);
    return new Tool(List.copyOf(longer), environment);
  }

  /** Runs it, which must go well, and gives what it printed. */
  String run(String... arguments) throws IOException, InterruptedException {
    ProcessOutput output = attempt(arguments);
    assertThat(output.exitCode())
        .as("%s %s: %s%s", command, List.of(arguments), output.stderr(), output.stdout())
        .isZero();
    return output.stdout();
  }

  /** Runs it, whatever comes of it. */
  ProcessOutput attempt(String... arguments) throws IOException, InterruptedException {
    return ProcessOutput.of(process(arguments));
  }

  /** What runs it. */
  ProcessBuilder process(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(with(List.of(arguments)).command);
    builder
        .environment()
        .keySet()
        .removeIf(
            name -> name.startsWith("AWS_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().putAll(environment);
    return builder;
  }
}
