package io.sealgate.proxy.start;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The virtual threads on which everything runs that blocks: key services, names, procedures,
 * documents.
 */
final class Workers implements Executor, AutoCloseable {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("worker-", 0).factory());

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
