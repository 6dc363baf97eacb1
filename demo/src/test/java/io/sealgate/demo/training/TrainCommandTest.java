package io.sealgate.demo.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.Main;
import io.sealgate.proxy.cli.Cli;
import io.sealgate.proxy.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers in JVMs of their own, as a build has them trained. */
final class TrainCommandTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void hasAServerWorkAndEndAsItWouldWhenToldTo() {
    int exitCode =
        train(
            JAVA,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(exitCode).isZero();
  }

  @Test
  void failsWhenTheServerDoesNotStart() {
    int exitCode = train(JAVA, "-version");

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("ended before it was ready");
    assertThat(exitCode).isEqualTo(1);
  }

  private int train(String... command) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(new PrintStream(PrintStream.nullOutputStream()), errors);
    String[] arguments =
        Stream.concat(Stream.of("train", "--"), Stream.of(command)).toArray(String[]::new);
    return new Cli(List.of(new TrainCommand(RandomBytes.secure())), console).run(arguments);
  }
}
