package io.sealgate.proxy.server;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.backend.AnswerTimes;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.backend.BackendAddress;
import io.sealgate.proxy.backend.BackendConnector;
import io.sealgate.proxy.backend.BackendPool;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.backend.BackendSigner;
import io.sealgate.proxy.backend.BodyChecksums;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.config.IpRange;
import io.sealgate.proxy.config.LimitsConfig;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.ClientRequests;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.Planner;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.exchange.TrustedProxies;
import io.sealgate.proxy.telemetry.RequestTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A listener with the pipelines, limits and counters of the real server, and a planner of the
 * test's own.
 */
final class ServerFixture implements AutoCloseable {

  static final int MAX_HEAD_BYTES = 4096;
  static final int MAX_HEADERS = 16;
  static final int BACKEND_CONNECTIONS = 2;

  private static final Duration LONG = Duration.ofSeconds(30);

  private final MultiThreadIoEventLoopGroup loops;
  private final BackendPool pool;
  private final Backend backend;
  private final Connections connections;
  private final S3Listener listener;
  private final BlockingQueue<RequestTrace> ended = new LinkedBlockingQueue<>();

  private ServerFixture(
      int backendPort,
      LimitsConfig limits,
      List<IpRange> trusted,
      Executor resolver,
      Function<ClientRequest, Plan> plans) {
    Transport transport = Transport.preferred();
    loops = transport.eventLoops(1);
    pool =
        new BackendPool(
            loops.next(),
            new BackendConnector(
                transport.socketChannel(),
                "127.0.0.1",
                backendPort,
                null,
                limits.backendConnectTimeout(),
                limits.backendIdleTimeout(),
                resolver,
                AnswerTimes.UNHEARD),
            limits.backendKeepAlive(),
            limits.backendConnections());
    OutboundSigner signer =
        new OutboundSigner(
            new Credentials("backend", "backend-secret".getBytes(StandardCharsets.UTF_8)),
            SignedService.s3("us-east-1"),
            InstantSource.system());
    backend =
        new Backend(
            pool,
            new BackendSigner(
                signer,
                new BackendAddress("127.0.0.1:" + backendPort, false),
                () -> BodyChecksums.NONE));
    connections = new Connections(limits.maxConnections(), ended::add);
    ClientRequests requests =
        new ClientRequests(
            false,
            new TrustedProxies(trusted),
            limits.maxHeaders(),
            "host",
            RandomBytes.secure(),
            InstantSource.system());
    listener =
        S3Listener.open(
            transport,
            loops,
            new Address("127.0.0.1", 0),
            new ClientChannelInitializer(
                connections, limits, null, requests, new TestPlanner(plans), loop -> backend));
  }

  static ServerFixture with(int backendPort, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(
        backendPort, limits(100, LONG, LONG, LONG), List.of(), Runnable::run, plans);
  }

  static ServerFixture withConnections(int max, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(1, limits(max, LONG, LONG, LONG), List.of(), Runnable::run, plans);
  }

  static ServerFixture withKeepAlive(Duration keepAlive, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(
        1, limits(100, LONG, keepAlive, LONG), List.of(), Runnable::run, plans);
  }

  static ServerFixture withIdleTimeout(
      int backendPort, Duration idle, Function<ClientRequest, Plan> plans) {
    return withTimeouts(backendPort, idle, LONG, plans);
  }

  static ServerFixture withTimeouts(
      int backendPort, Duration idle, Duration backend, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(
        backendPort, limits(100, idle, LONG, backend), List.of(), Runnable::run, plans);
  }

  static ServerFixture withBackendTimeout(
      int backendPort, Duration timeout, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(
        backendPort, limits(100, LONG, LONG, timeout), List.of(), Runnable::run, plans);
  }

  static ServerFixture withResolver(
      int backendPort, Executor resolver, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(
        backendPort, limits(100, LONG, LONG, LONG), List.of(), resolver, plans);
  }

  static ServerFixture trusting(List<IpRange> proxies, Function<ClientRequest, Plan> plans) {
    return new ServerFixture(1, limits(100, LONG, LONG, LONG), proxies, Runnable::run, plans);
  }

  /** A plan that answers at once. */
  static Plan answer(int status, String body, String... headers) {
    return new Plan.Answer(
        new S3Response(status, HeaderList.of(headers), body.getBytes(StandardCharsets.UTF_8)));
  }

  RawClient connect() throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), listener.address().port()));
  }

  /** As a procedure asks the store. */
  BackendResponse call(BackendRequest request) {
    return backend.call(request, 1_000);
  }

  Connections connections() {
    return connections;
  }

  /** The trace of the next request that has ended. */
  RequestTrace nextEnded() throws InterruptedException {
    RequestTrace trace = ended.poll(20, TimeUnit.SECONDS);
    if (trace == null) {
      throw new AssertionError("no request has ended");
    }
    return trace;
  }

  /** How many connections to the backend are open. */
  int openBackendConnections() {
    return loops.submit(pool::open).syncUninterruptibly().getNow();
  }

  /** Waits for what comes true a moment later. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("has not come true in time");
    }
  }

  @Override
  public void close() {
    listener.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static LimitsConfig limits(
      int maxConnections, Duration idle, Duration keepAlive, Duration backendTimeout) {
    return new LimitsConfig(
        maxConnections,
        MAX_HEAD_BYTES,
        MAX_HEADERS,
        idle,
        keepAlive,
        LONG,
        LONG,
        backendTimeout,
        LONG,
        BACKEND_CONNECTIONS,
        LONG,
        LONG,
        1);
  }

  private record TestPlanner(Function<ClientRequest, Plan> plans) implements Planner {
    @Override
    public Plan plan(ClientRequest request) {
      return plans.apply(request);
    }

    @Override
    public S3Response failure(ClientRequest request, Throwable failure) {
      if (request.head().rawPath().equals("/failure-fails")) {
        throw new IllegalStateException("no answer for that");
      }
      request.trace().failed(failure.getClass().getSimpleName(), failure);
      return new S3Response(
          503,
          HeaderList.of("Content-Type", "text/plain"),
          String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }
}
