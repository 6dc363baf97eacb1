package io.sealgate.proxy.start;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.backend.AnswerTimes;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.backend.BackendAddress;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendConnector;
import io.sealgate.proxy.backend.BackendPool;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.backend.BackendSigner;
import io.sealgate.proxy.backend.BodyChecksums;
import io.sealgate.proxy.config.BackendConfig;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.LimitsConfig;
import io.sealgate.proxy.server.Transport;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.proxy.tls.ClientTls;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** The store as each event loop reaches it, and as procedures on virtual threads do. */
final class Backends implements BackendCalls, AutoCloseable {

  private final IdentityHashMap<EventLoop, Backend> byLoop;
  private final List<Backend> all;
  private final AtomicReference<Supplier<BodyChecksums>> checksums;
  private final AtomicInteger next = new AtomicInteger();

  private Backends(
      IdentityHashMap<EventLoop, Backend> byLoop,
      AtomicReference<Supplier<BodyChecksums>> checksums) {
    this.byLoop = byLoop;
    this.checksums = checksums;
    this.all = new ArrayList<>(byLoop.values());
  }

  static Backends of(
      Config config,
      Transport transport,
      EventLoops loops,
      Executor workers,
      AnswerTimes answerTimes) {
    BackendConfig backend = config.backend();
    LimitsConfig limits = config.limits();
    URI endpoint = backend.endpoint();
    boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
    int port = endpoint.getPort() > 0 ? endpoint.getPort() : tls ? 443 : 80;
    BackendConnector connector =
        new BackendConnector(
            transport.socketChannel(),
            endpoint.getHost(),
            port,
            tls ? clientTls(backend) : null,
            limits.backendConnectTimeout(),
            limits.backendIdleTimeout(),
            workers,
            answerTimes);
    AtomicReference<Supplier<BodyChecksums>> checksums =
        new AtomicReference<>(() -> BodyChecksums.NONE);
    BackendSigner signer =
        new BackendSigner(
            new OutboundSigner(
                Identities.of(backend.credentials()),
                SignedService.s3(backend.region()),
                InstantSource.system()),
            new BackendAddress(
                hostHeader(endpoint), backend.style() == BackendConfig.Style.VIRTUAL_HOST),
            () -> checksums.get().get());
    IdentityHashMap<EventLoop, Backend> byLoop = new IdentityHashMap<>();
    for (EventLoop loop : loops.loops()) {
      BackendPool pool =
          new BackendPool(loop, connector, limits.backendKeepAlive(), limits.backendConnections());
      byLoop.put(loop, new Backend(pool, signer));
    }
    return new Backends(byLoop, checksums);
  }

  /**
   * From now on, the bodies that are named when a request is signed are accompanied by a checksum;
   * until then none is, since it is not known what the store makes of them.
   */
  void accompanyBodies(Supplier<BodyChecksums> named) {
    checksums.set(named);
  }

  /** The store as that event loop reaches it. */
  Backend on(EventLoop loop) {
    Backend backend = byLoop.get(loop);
    if (backend == null) {
      throw new IllegalStateException("not one of the server's event loops");
    }
    return backend;
  }

  /** Makes a request from a thread that may block, by way of the event loops in turn. */
  @Override
  public BackendResponse call(BackendRequest request, int limitBytes) {
    int turn = Math.floorMod(next.getAndIncrement(), all.size());
    return all.get(turn).call(request, limitBytes);
  }

  void meter(ProxyMeters meters) {
    meters.gauge(
        "sealgate.backend.connections",
        "Connections to the store that are open, in use or not",
        this,
        backends -> backends.all.stream().mapToInt(Backend::connections).sum());
  }

  @Override
  public void close() {
    byLoop.forEach((loop, backend) -> loop.execute(backend::close));
  }

  private static String hostHeader(URI endpoint) {
    return endpoint.getPort() > 0
        ? endpoint.getHost() + ":" + endpoint.getPort()
        : endpoint.getHost();
  }

  private static SslContext clientTls(BackendConfig backend) {
    try {
      return ClientTls.context(backend.ca());
    } catch (SSLException failure) {
      throw new StartException(
          "TLS towards the backend cannot be set up: " + failure.getMessage(), failure);
    }
  }
}
