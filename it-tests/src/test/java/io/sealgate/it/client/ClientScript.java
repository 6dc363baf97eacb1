package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.results.Outcome;
import io.sealgate.kms.python.ProcessOutput;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A script of a client in Python: it is told where to work and in which mode, and says in a line
 * for each operation what came of it.
 */
final class ClientScript {

  private ClientScript() {}

  /** The path of that script among the tests' resources. */
  static Path path(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(ClientScript.class.getResource("/clients/" + name), name).toURI());
  }

  /** Runs it, writes down what it says, and fails if anything failed. */
  static void run(Tool python, String script, ClientSite site, SseMode mode) throws Exception {
    ProcessOutput output =
        python.attempt(
            path(script).toString(),
            site.server().https().toString(),
            site.bucket().name(),
            site.server().certificate().toString(),
            mode.name());
    output
        .stdout()
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(words -> {
          boolean works = words[0].equals("works");
          site.recorder()
              .found(words[1], mode, works ? Outcome.WORKS : Outcome.FAILS, works ? "" : words[2]);
        });
    assertThat(output.exitCode()).as(output.stderr()).isZero();
  }
}
