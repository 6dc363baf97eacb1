package io.sealgate.proxy.start;

import io.sealgate.proxy.ListeningAddresses;
import io.sealgate.proxy.RunningServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that has to be closed, in the order opposite to that in which it was opened. */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Duration drainTimeout;
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private @Nullable S3Server draining;

  Shutdown(Duration drainTimeout) {
    this.drainTimeout = drainTimeout;
  }

  /** Will close it; returns it. */
  <T extends AutoCloseable> T owns(T part) {
    owned.push(part);
    return part;
  }

  /** Will let its requests end before anything is closed. */
  void drains(S3Server server) {
    draining = server;
  }

  /** Closes everything, now. */
  void now() {
    if (draining != null) {
      draining.close();
    }
    while (!owned.isEmpty()) {
      AutoCloseable part = owned.pop();
      try {
        part.close();
      } catch (Exception failure) { // the others must be closed all the same
        LOG.warn("{} could not be closed", part.getClass().getSimpleName(), failure);
      }
    }
  }

  RunningServer running(ListeningAddresses addresses) {
    return new Running(addresses);
  }

  private final class Running implements RunningServer {
    private final ListeningAddresses addresses;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    Running(ListeningAddresses addresses) {
      this.addresses = addresses;
    }

    @Override
    public ListeningAddresses addresses() {
      return addresses;
    }

    @Override
    public void drain() {
      if (stopping.compareAndSet(false, true)) {
        Thread.ofPlatform().name("drain").start(this::stop);
      }
    }

    @Override
    public void awaitStop() throws InterruptedException {
      stopped.await();
    }

    private void stop() {
      try {
        if (draining != null) {
          draining.drain(drainTimeout);
        }
        now();
      } finally {
        stopped.countDown();
      }
    }
  }
}
