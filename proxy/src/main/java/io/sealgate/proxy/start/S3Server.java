package io.sealgate.proxy.start;

import io.netty.handler.ssl.SslContext;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.exchange.ClientRequests;
import io.sealgate.proxy.exchange.Planner;
import io.sealgate.proxy.exchange.TrustedProxies;
import io.sealgate.proxy.server.ClientChannelInitializer;
import io.sealgate.proxy.server.Connections;
import io.sealgate.proxy.server.S3Listener;
import io.sealgate.proxy.server.Transport;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.proxy.telemetry.RequestTrace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The addresses that S3 clients connect to, and their connections. */
final class S3Server {

  private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);
  private static final long POLL_MILLIS = 20;

  private final Connections connections;
  private final @Nullable S3Listener plain;
  private final @Nullable S3Listener tls;

  private S3Server(Connections connections, @Nullable S3Listener plain, @Nullable S3Listener tls) {
    this.connections = connections;
    this.plain = plain;
    this.tls = tls;
  }

  static S3Server open(
      Config config,
      String hostId,
      Transport transport,
      EventLoops loops,
      Backends backends,
      Planner planner,
      ListenerTls tls,
      Consumer<RequestTrace> onEnd) {
    Connections connections = new Connections(config.limits().maxConnections(), onEnd);
    Address http = config.listen().http();
    Address https = config.listen().https();
    SslContext context = tls.context();
    S3Listener plain =
        http == null
            ? null
            : S3Listener.open(
                transport,
                loops.group(),
                http,
                pipelines(config, hostId, connections, null, planner, backends));
    S3Listener encrypted =
        https == null
            ? null
            : S3Listener.open(
                transport,
                loops.group(),
                https,
                pipelines(config, hostId, connections, context, planner, backends));
    return new S3Server(connections, plain, encrypted);
  }

  /** The address of plain HTTP, null when there is none. */
  @Nullable Address http() {
    return plain == null ? null : plain.address();
  }

  /** The address of TLS, null when there is none. */
  @Nullable Address https() {
    return tls == null ? null : tls.address();
  }

  void meter(ProxyMeters meters) {
    meters.gauge(
        "sealgate.connections",
        "Client connections that are open",
        connections,
        Connections::count);
    meters.gauge(
        "sealgate.requests.running",
        "Requests that are under way",
        connections,
        Connections::runningRequests);
  }

  /** Whether it is about to stop. */
  boolean isDraining() {
    return connections.isDraining();
  }

  /**
   * Accepts nothing new, and waits until what is under way has ended or the time is up. Says in the
   * log what it waits for and what it cuts off: whoever wonders why a stop takes long looks there.
   */
  void drain(Duration timeout) {
    LOG.atInfo()
        .addKeyValue("requests", connections.runningRequests())
        .addKeyValue("connections", connections.count())
        .addKeyValue("limit_seconds", timeout.toSeconds())
        .log("draining");
    close();
    connections.drain();
    long deadline = System.nanoTime() + timeout.toNanos();
    while (connections.count() > 0 && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    LOG.atLevel(connections.runningRequests() == 0 ? Level.INFO : Level.WARN)
        .addKeyValue("requests_cut_off", connections.runningRequests())
        .log("drained");
  }

  /** Accepts no more connections. */
  void close() {
    if (plain != null) {
      plain.close();
    }
    if (tls != null) {
      tls.close();
    }
  }

  private static ClientChannelInitializer pipelines(
      Config config,
      String hostId,
      Connections connections,
      @Nullable SslContext tls,
      Planner planner,
      Backends backends) {
    ClientRequests requests =
        new ClientRequests(
            tls != null,
            new TrustedProxies(config.listen().trustedProxies()),
            config.limits().maxHeaders(),
            hostId,
            RandomBytes.secure(),
            InstantSource.system());
    return new ClientChannelInitializer(
        connections, config.limits(), tls, requests, planner, backends::on);
  }
}
