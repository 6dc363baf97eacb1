package io.sealgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.stage.EmbeddedBackend;
import io.sealgate.demo.stage.FreshCredentials;
import io.sealgate.proxy.cli.Cli;
import io.sealgate.proxy.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The demo as it is called, from its arguments to its exit code. */
class DemoTest {

  private final RandomBytes random = RandomBytes.secure();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsThatEachModeHoldsOnTheEmbeddedBackend() {
    int exitCode = demo(Map.of(), "demo", "--once");

    assertThat(text(out)).contains("SSE-S3", "SSE-KMS", "DSSE-KMS", "SSE-C", "checks held");
    assertThat(text(out)).doesNotContain("FAILED");
    assertThat(text(err)).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(text(out).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(121));
  }

  @Test
  void failsOnAStoreThatDoesNotGiveBackWhatItWasGiven(@TempDir Path folder) {
    AwsBasicCredentials credentials = new FreshCredentials(random).next();
    try (EmbeddedBackend rotten = EmbeddedBackend.start(folder, credentials, RottenStore::new)) {
      int exitCode =
          demo(
              Map.of(
                  "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                  "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey()),
              "demo",
              "--once",
              "--backend",
              rotten.access().endpoint().toString());

      assertThat(text(out)).contains("FAILED   SSE-KMS: reads back", "expected: an answer");
      assertThat(exitCode).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void saysWhichCredentialsAreMissing() {
    int exitCode = demo(Map.of("AWS_ACCESS_KEY_ID", "AKIA"), "demo", "--backend", "http://[::1]:9");

    assertThat(text(err)).contains("AWS_SECRET_ACCESS_KEY is not set");
    assertThat(exitCode).isEqualTo(1);
  }

  private int demo(Map<String, String> environment, String... arguments) {
    Console console = new Console(stream(out), stream(err));
    return new Cli(List.of(new DemoCommand(environment::get, random)), console).run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
