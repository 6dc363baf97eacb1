package io.sealgate.demo.training;

import io.sealgate.proxy.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code sealgate serve} in a process of its own; closing it takes it away at once. */
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ServerProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param command runs Sealgate's main class
   * @param config what it is to serve
   * @param environment what the configuration refers to
   * @throws IOException when there is no such command
   */
  static ServerProcess start(List<String> command, Path config, Map<String, String> environment)
      throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("serve", "--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new ServerProcess(builder.start());
  }

  /**
   * Waits until it is ready.
   *
   * @throws StartException when it ends instead
   */
  Ready awaitReady() throws IOException {
    String line;
    do {
      line = out.readLine();
      if (line == null) {
        throw new StartException("the server has ended before it was ready");
      }
    } while (!line.startsWith("ready "));
    return new Ready(line);
  }

  /**
   * Has it drain, and waits until it has written down what it learnt.
   *
   * @return its exit code
   */
  int stop() throws IOException, InterruptedException {
    process.toHandle().destroy(); // Process.destroy() would close the pipe that the JVM writes to
    out.transferTo(Writer.nullWriter());
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * What it says when it is ready.
   *
   * @param line {@code ready http=… https=…}
   */
  record Ready(String line) {

    /** Where S3 is spoken over plain HTTP. */
    URI http() {
      return URI.create("http://" + address("http="));
    }

    /** Where S3 is spoken over TLS. */
    URI https() {
      return URI.create("https://" + address("https="));
    }

    private String address(String name) {
      return List.of(line.split(" ", -1)).stream()
          .filter(word -> word.startsWith(name))
          .map(word -> word.substring(name.length()))
          .findFirst()
          .orElseThrow(() -> new StartException("the server does not say " + name));
    }
  }
}
