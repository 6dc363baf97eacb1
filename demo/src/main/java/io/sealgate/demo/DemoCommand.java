package io.sealgate.demo;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.report.Invitation;
import io.sealgate.demo.scene.SampleFile;
import io.sealgate.demo.scene.Scenes;
import io.sealgate.demo.stage.Cleanup;
import io.sealgate.demo.stage.EmbeddedBackend;
import io.sealgate.demo.stage.Stage;
import io.sealgate.demo.stage.StoreAccess;
import io.sealgate.demo.stage.TemporaryFolder;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.cli.Foreground;
import io.sealgate.proxy.cli.Invocation;
import io.sealgate.proxy.cli.Subcommand;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code demo}: shows each mode at work, and checks that it does work. */
public final class DemoCommand implements Subcommand {

  private static final String BACKEND = "--backend";
  private static final String ONCE = "--once";

  private final UnaryOperator<@Nullable String> environment;
  private final RandomBytes random;

  /**
   * The command.
   *
   * @param environment the value of an environment variable, null when it is not set
   * @param random for credentials, keys and names
   */
  public DemoCommand(UnaryOperator<@Nullable String> environment, RandomBytes random) {
    this.environment = environment;
    this.random = random;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("demo")
            .addOption(
                OptionSpec.builder(BACKEND)
                    .paramLabel("URL")
                    .type(URI.class)
                    .description(
                        "A store to use instead of the embedded one, with AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY of the environment. The demo makes buckets of"
                            + " its own there, and removes them.")
                    .build())
            .addOption(
                OptionSpec.builder(ONCE)
                    .type(boolean.class)
                    .description("End after the checks: exit code 0 only if each of them held.")
                    .build());
    spec.usageMessage()
        .description("Shows each encryption mode at work, then stays up for you to try it.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws IOException, InterruptedException {
    QuietLogs.unlessAskedFor(environment);
    try (Cleanup cleanup = Cleanup.atExitToo()) {
      TemporaryFolder folder = TemporaryFolder.make();
      cleanup.add(folder::close);
      StoreAccess store =
          invocation.has(BACKEND)
              ? lent(invocation.option(BACKEND, URI.class))
              : EmbeddedBackend.startIn(folder, random, cleanup);
      return run(invocation, store, folder, cleanup);
    }
  }

  private int run(Invocation invocation, StoreAccess store, TemporaryFolder folder, Cleanup cleanup)
      throws IOException, InterruptedException {
    PrintStream out = invocation.console().out();
    Stage stage = Stage.open(store, folder, random, cleanup);
    out.println("Sealgate at " + stage.https() + " in front of the store at " + store.endpoint());
    out.println();
    boolean held = new Demo(scenes(stage, folder), out).play();
    out.flush();
    if (invocation.has(ONCE)) {
      return held ? 0 : 1;
    }
    new Invitation(stage).print(out);
    return Foreground.run(new TidyServer(stage.server(), cleanup), out);
  }

  private Scenes scenes(Stage stage, TemporaryFolder folder) throws IOException {
    try {
      return Scenes.set(stage, SampleFile.write(folder.path()), random);
    } catch (SdkException failure) {
      throw new StartException(
          "the demo cannot make its bucket and its key: " + failure.getMessage(), failure);
    }
  }

  private StoreAccess lent(URI endpoint) {
    return new StoreAccess(
        endpoint,
        AwsBasicCredentials.create(
            required("AWS_ACCESS_KEY_ID"), required("AWS_SECRET_ACCESS_KEY")));
  }

  private String required(String variable) {
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw new StartException(
          BACKEND
              + " needs the store's credentials in AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY; "
              + variable
              + " is not set");
    }
    return value;
  }
}
