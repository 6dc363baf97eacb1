package io.sealgate.kms.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Python web server that runs for as long as a test needs it, on a port of its own choice. */
public final class PythonServer implements AutoCloseable {

  private static final String ANNOUNCEMENT = "Running on ";
  private static final long MAX_START_SECONDS = 120;

  private final Process process;
  private final URI endpoint;

  private PythonServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts moto, an independent emulation of AWS, and waits until it accepts requests. */
  public static PythonServer moto(PythonTools tools) throws IOException, InterruptedException {
    return start(tools.process("moto_server", "--host", "127.0.0.1", "--port", "0"));
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A server of Flask's kind prints its address once it listens. */
  private static PythonServer start(ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    CompletableFuture<URI> announced = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readOutput(process, announced));
    try {
      return new PythonServer(process, announced.get(MAX_START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException(builder.command().getFirst() + " does not start", e);
    }
  }

  /** Reads to the end, so that a full pipe never stops the server. */
  private static void readOutput(Process process, CompletableFuture<URI> announced) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int address = line.indexOf(ANNOUNCEMENT);
        if (address >= 0) {
          announced.complete(URI.create(line.substring(address + ANNOUNCEMENT.length()).strip()));
        } else if (!announced.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      announced.completeExceptionally(e);
    }
    announced.completeExceptionally(new IOException("it ended, saying: " + said));
  }
}
