package io.sealgate.demo.stage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * What is to be taken away in the end, in reverse order: by {@link #close}, and if the process is
 * told to end before that, then too.
 */
public final class Cleanup implements AutoCloseable {

  private final Deque<Step> steps = new ArrayDeque<>();
  private final Thread atExit = Thread.ofPlatform().name("demo-cleanup").unstarted(this::quietly);

  private Cleanup() {}

  /** Nothing to take away yet. */
  public static Cleanup atExitToo() {
    Cleanup cleanup = new Cleanup();
    Runtime.getRuntime().addShutdownHook(cleanup.atExit);
    return cleanup;
  }

  /** Adds a step. */
  public synchronized void add(Step step) {
    steps.push(step);
  }

  /** Adds the end of a client. */
  <T extends SdkAutoCloseable> T owns(T client) {
    add(client::close);
    return client;
  }

  /**
   * Takes everything away; whoever comes second waits until that is done.
   *
   * @throws IOException the first failure; all else was taken away nevertheless
   */
  @Override
  public void close() throws IOException {
    takeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      return; // the process ends already, and the hook finds nothing to do
    }
  }

  private synchronized void takeAll() throws IOException {
    IOException first = null;
    while (!steps.isEmpty()) {
      try {
        steps.pop().take();
      } catch (SdkException failure) {
        first = first == null ? new IOException("the store was not tidied up", failure) : first;
      } catch (IOException failure) {
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void quietly() {
    try {
      takeAll();
    } catch (IOException failure) {
      // Nobody is left to tell but the terminal, and the loggers may be gone.
      System.err.println("sealgate: " + failure);
    }
  }

  /** Takes something away. */
  @FunctionalInterface
  public interface Step {

    /** Takes it away. */
    void take() throws IOException;
  }
}
