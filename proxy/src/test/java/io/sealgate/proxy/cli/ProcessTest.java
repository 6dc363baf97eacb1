package io.sealgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as a process: signals, exit codes, and what is on which stream. */
final class ProcessTest {

  private static final String CONFIG =
      """
      backend: { access-key: a, secret-key: b }
      clients: [ { name: app, access-key: c, secret-key: d } ]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "serve, ready http=127.0.0.1:8080 https=127.0.0.1:8443 admin=127.0.0.1:8081",
    "kms, ready admin=127.0.0.1:8081 kms=127.0.0.1:8082"
  })
  void saysReadyAloneAndEndsWellOnSigterm(String command, String ready)
      throws IOException, InterruptedException {
    Process process = start(command, CONFIG);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo(ready);
      // Process.destroy() would close the stream that is read below.
      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
    assertLogIsJson();
  }

  @Test
  void endsWithTwoAndOneSentenceOnABadConfiguration() throws IOException, InterruptedException {
    Process process = start("serve", CONFIG + "region: 'a b'\n");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isNull();
    List<String> sentences =
        Files.readAllLines(log()).stream().filter(line -> !line.startsWith("{")).toList();
    assertThat(sentences).hasSize(1);
    assertThat(sentences.getFirst())
        .startsWith("sealgate: " + folder.resolve("sealgate.yaml") + ": line 3: region: \"a b\"");
  }

  private Process start(String command, String config) throws IOException {
    Path file = Files.writeString(folder.resolve("sealgate.yaml"), config);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TestMain.class.getName(),
            command,
            "--config",
            file.toString())
        .redirectError(log().toFile())
        .start();
  }

  private void assertLogIsJson() throws IOException {
    List<String> lines = Files.readAllLines(log());
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .startsWith("{")
        .endsWith("}")
        .contains("\"formattedMessage\":\"started\"", "\"request\"", "line\\nbreak \\\"quoted\\\"");
  }

  private Path log() {
    return folder.resolve("stderr");
  }
}
