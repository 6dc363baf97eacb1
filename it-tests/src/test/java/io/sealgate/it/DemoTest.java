package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.demo.DemoCommand;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.TestBackend;
import io.sealgate.proxy.cli.Cli;
import io.sealgate.proxy.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo against a real store: {@code ./sealgate demo --once --backend URL}. */
final class DemoTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsThatEachModeHoldsOnARealStore() {
    TestBackend store = Store.MINIO.backend();
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", store.accessKey(),
            "AWS_SECRET_ACCESS_KEY", store.secretKey(),
            // Else the demo silences the logs of this process, and tests after it read them.
            "SEALGATE_LOG_LEVEL", "WARN");
    Console console = new Console(stream(out), stream(err));

    int exitCode =
        new Cli(List.of(new DemoCommand(environment::get, RandomBytes.secure())), console)
            .run("demo", "--once", "--backend", store.endpoint().toString());

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("SSE-S3", "SSE-KMS", "DSSE-KMS", "SSE-C", "checks held")
        .doesNotContain("FAILED");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(exitCode).isZero();
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
