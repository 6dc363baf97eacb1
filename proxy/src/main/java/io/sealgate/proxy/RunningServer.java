package io.sealgate.proxy;

/**
 * A server that was started; it stops once it is drained. Each method may be called by any thread.
 */
public interface RunningServer {

  /** Where it listens, with the ports that were chosen where 0 was configured. */
  ListeningAddresses addresses();

  /**
   * Begins to stop, and returns at once: nothing new is accepted, requests under way may finish
   * within {@code limits.drain-timeout}, then everything is closed. Later calls do nothing.
   */
  void drain();

  /**
   * Waits until everything is closed.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the server goes on
   */
  void awaitStop() throws InterruptedException;
}
