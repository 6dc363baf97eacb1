package io.sealgate.kms.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a process that ran to its end left behind.
 *
 * @param exitCode 0 for success
 * @param stdout what it printed
 * @param stderr what it complained about
 */
public record ProcessOutput(int exitCode, String stdout, String stderr) {

  private static final long MAX_MINUTES = 10;

  /** Runs a process and waits for its end, ten minutes at most. */
  public static ProcessOutput of(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    // Both streams at once: a full pipe would stop the process.
    CompletableFuture<String> stderr =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    String stdout = text(process.getInputStream());
    if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(builder.command().getFirst() + " does not end");
    }
    return new ProcessOutput(process.exitValue(), stdout, stderr.join());
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
