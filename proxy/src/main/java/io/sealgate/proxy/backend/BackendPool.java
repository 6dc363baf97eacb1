package io.sealgate.proxy.backend;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to the store. Hands out an idle one, else opens one; the number
 * is bounded by that of the clients' connections. Never shared between loops, so it needs no lock.
 */
public final class BackendPool {

  private final EventLoop loop;
  private final BackendConnector connector;
  private final long idleTimeoutNanos;
  private final int maxConnections;
  private final Deque<BackendConnection> idle = new ArrayDeque<>();
  private final AtomicInteger open = new AtomicInteger(); // read by whoever looks at the meters

  /**
   * An empty pool.
   *
   * @param loop whose connections these are
   * @param connector opens connections
   * @param maxConnections how many there may be; beyond, requests fail at once
   * @param idleTimeout how long a connection is kept for the next request; shorter than the store's
   *     own
   */
  public BackendPool(
      EventLoop loop, BackendConnector connector, Duration idleTimeout, int maxConnections) {
    this.loop = loop;
    this.connector = connector;
    this.idleTimeoutNanos = idleTimeout.toNanos();
    this.maxConnections = maxConnections;
  }

  /** How many connections there may be. */
  int maxConnections() {
    return maxConnections;
  }

  /** The event loop that all calls are made on. */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Gets a connection, at once or later, on the event loop.
   *
   * @param fresh whether an idle one must not be used
   * @param then receives either the connection or the failure
   */
  public void acquire(
      boolean fresh, BiConsumer<@Nullable BackendConnection, @Nullable BackendException> then) {
    BackendConnection connection = fresh ? null : takeIdle();
    if (connection != null) {
      then.accept(connection, null);
      return;
    }
    if (open.get() >= maxConnections) {
      then.accept(null, new BackendException("all connections to the backend are in use"));
      return;
    }
    CompletionStage<InetSocketAddress> address = connector.resolve();
    open.incrementAndGet();
    address.whenComplete((resolved, failure) -> {
      if (loop.inEventLoop()) {
        connect(resolved, failure, then);
      } else {
        loop.execute(() -> connect(resolved, failure, then));
      }
    });
  }

  /** Closes the idle connections. */
  public void close() {
    BackendConnection connection;
    while ((connection = idle.pollFirst()) != null) {
      connection.close();
    }
  }

  /** How many connections are open or being opened. Called by any thread. */
  public int open() {
    return open.get();
  }

  /** That connection is closed. */
  void closed(BackendConnection connection) {
    open.decrementAndGet();
    idle.remove(connection);
  }

  /** A connection has not come to be. */
  void notOpened() {
    open.decrementAndGet();
  }

  void release(BackendConnection connection) {
    if (connection.isUsable()) {
      idle.addFirst(connection); // the most recent first: the others may time out
    } else {
      connection.close();
    }
  }

  private @Nullable BackendConnection takeIdle() {
    long now = System.nanoTime();
    BackendConnection connection;
    while ((connection = idle.pollFirst()) != null) {
      if (connection.isUsable() && now - connection.idleSinceNanos() < idleTimeoutNanos) {
        return connection;
      }
      connection.close();
    }
    return null;
  }

  private void connect(
      @Nullable InetSocketAddress address,
      @Nullable Throwable failure,
      BiConsumer<@Nullable BackendConnection, @Nullable BackendException> then) {
    if (address == null) {
      notOpened();
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      String why = cause == null ? "no address" : String.valueOf(cause.getMessage());
      then.accept(null, new BackendException("the backend's name does not resolve: " + why, cause));
      return;
    }
    connector.connect(this, address, then);
  }
}
