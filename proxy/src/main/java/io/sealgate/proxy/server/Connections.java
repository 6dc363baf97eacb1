package io.sealgate.proxy.server;

import io.sealgate.proxy.exchange.ClientConnection;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.Lifecycle;
import io.sealgate.proxy.telemetry.RequestTrace;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The client connections of the whole server: how many there are, and how they are asked to go. */
public final class Connections implements Lifecycle {

  private final int maxConnections;
  private final Consumer<RequestTrace> onEnd;
  private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean draining;

  /**
   * No connection yet.
   *
   * @param maxConnections how many there may be at a time
   * @param onEnd receives the trace of each request that has ended; quick, called on event loops
   */
  public Connections(int maxConnections, Consumer<RequestTrace> onEnd) {
    this.maxConnections = maxConnections;
    this.onEnd = onEnd;
  }

  /** Takes a place for a new connection; false when there is none, or the server is draining. */
  boolean accept() {
    if (draining) {
      return false;
    }
    if (accepted.incrementAndGet() > maxConnections) {
      accepted.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Gives the place back. */
  void closed() {
    accepted.decrementAndGet();
  }

  /** How many connections are open. */
  public int count() {
    return accepted.get();
  }

  /** How many requests are under way. */
  public int runningRequests() {
    return running.get();
  }

  /** From now on each connection closes as soon as it carries no request. */
  public void drain() {
    draining = true;
    for (ClientConnection connection : open) {
      connection.drain();
    }
  }

  @Override
  public void connected(ClientConnection connection) {
    open.add(connection);
    if (draining) {
      connection.drain();
    }
  }

  @Override
  public void disconnected(ClientConnection connection) {
    open.remove(connection);
  }

  @Override
  public void began(ClientRequest request) {
    running.incrementAndGet();
  }

  @Override
  public void ended(ClientRequest request) {
    running.decrementAndGet();
    onEnd.accept(request.trace());
  }

  @Override
  public boolean isDraining() {
    return draining;
  }
}
