package io.sealgate.demo.training;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.stage.Cleanup;
import io.sealgate.demo.stage.SeparateStage;
import io.sealgate.proxy.cli.Invocation;
import io.sealgate.proxy.cli.Subcommand;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code train -- COMMAND…}: has another JVM serve for a while, one that is told to keep what it
 * learns (JEP 514, 515). Builds call it, users never need to. Store and clients are in this
 * process, so that the other one learns nothing but serving.
 */
public final class TrainCommand implements Subcommand {

  private final RandomBytes random;

  /**
   * The command.
   *
   * @param random for credentials and names
   */
  public TrainCommand(RandomBytes random) {
    this.random = random;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("train")
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("COMMAND")
                    .arity("1..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("What runs Sealgate in a JVM that keeps what it learns.")
                    .build());
    spec.usageMessage().hidden(true).description("Has another JVM learn to serve.");
    return spec;
  }

  @Override
  public int run(Invocation invocation) throws IOException, InterruptedException {
    List<String> command = invocation.arguments().matchedPositionalValue(0, List.of());
    try (Cleanup cleanup = Cleanup.atExitToo()) {
      SeparateStage stage = new SeparateStage(random, cleanup);
      try (ServerProcess server =
          ServerProcess.start(command, stage.config(), stage.environment())) {
        ServerProcess.Ready ready = server.awaitReady();
        new TrainingLoad(stage.plain(ready.http()), stage.secure(ready.https()), stage.bucket())
            .run();
        return server.stop();
      }
    }
  }
}
