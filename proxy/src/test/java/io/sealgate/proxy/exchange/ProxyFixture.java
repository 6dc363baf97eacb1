package io.sealgate.proxy.exchange;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.sigv4.OutboundSigner;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.backend.BackendAddress;
import io.sealgate.proxy.backend.BackendConnector;
import io.sealgate.proxy.backend.BackendPool;
import io.sealgate.proxy.backend.BackendSigner;
import io.sealgate.proxy.backend.BodyChecksums;
import io.sealgate.proxy.http.RequestDecoder;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.server.Transport;
import io.sealgate.proxy.telemetry.RequestTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The exchange machinery on one real event loop, between real sockets, with a planner of the test's
 * own.
 */
final class ProxyFixture implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMillis(300);

  private static final int UNWRITABLE_BYTES = 131_072;

  private final MultiThreadIoEventLoopGroup loops;
  private final Channel listener;
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final BackendPool pool;
  private final BlockingQueue<RequestTrace> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<StoreAnswer> answers = new LinkedBlockingQueue<>();

  ProxyFixture(int backendPort, Duration idleTimeout, Function<ClientRequest, Plan> plans) {
    this(backendPort, idleTimeout, BodyChecksums.NONE, plans);
  }

  ProxyFixture(
      int backendPort,
      Duration idleTimeout,
      BodyChecksums checksums,
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
                Duration.ofSeconds(5),
                idleTimeout,
                Runnable::run,
                (method, status, nanos) -> answers.add(new StoreAnswer(method, status, nanos))),
            Duration.ofSeconds(15),
            100);
    OutboundSigner signer =
        new OutboundSigner(
            new Credentials("backend", "backend-secret".getBytes(StandardCharsets.UTF_8)),
            SignedService.s3("us-east-1"),
            InstantSource.system());
    Backend backend =
        new Backend(
            pool,
            new BackendSigner(
                signer, new BackendAddress("127.0.0.1:" + backendPort, false), () -> checksums));
    Planner planner = new TestPlanner(plans);
    Lifecycle lifecycle = new Recorder(ended);
    listener =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.serverChannel())
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(65_536, UNWRITABLE_BYTES))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    clients.add(channel);
                    RequestDecoder decoder = new RequestDecoder(new HttpDecoderConfig());
                    channel
                        .pipeline()
                        .addLast(
                            decoder,
                            new ClientConnection(
                                new ClientRequests(
                                    false,
                                    new TrustedProxies(List.of()),
                                    100,
                                    "host",
                                    RandomBytes.secure(),
                                    InstantSource.system()),
                                decoder,
                                planner,
                                backend,
                                lifecycle,
                                new ClientTimeouts(idleTimeout, idleTimeout, PATIENCE)));
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  /** A client's connection to it. */
  RawClient connect() throws IOException {
    return new RawClient(
        new Socket(
            InetAddress.getLoopbackAddress(),
            ((InetSocketAddress) listener.localAddress()).getPort()));
  }

  /** How many bytes of answers wait until clients take some. */
  long unsentBytes() {
    return clients.stream()
        .mapToLong(client -> UNWRITABLE_BYTES - client.bytesBeforeUnwritable())
        .sum();
  }

  /** How many clients are connected. */
  int connections() {
    return clients.size();
  }

  /** What was told of an answer of the store. */
  record StoreAnswer(String method, int status, long nanos) {}

  /** What was told of the next answer of the store. */
  StoreAnswer nextAnswer() throws InterruptedException {
    StoreAnswer answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("nothing was told of an answer");
    }
    return answer;
  }

  /** The trace of the next request that has ended. */
  RequestTrace nextEnded() throws InterruptedException {
    RequestTrace trace = ended.poll(20, TimeUnit.SECONDS);
    if (trace == null) {
      throw new AssertionError("no request has ended");
    }
    return trace;
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    // A loop that is shut down with connections open may end before they are closed, and what they
    // hold is then a leak.
    clients.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private record TestPlanner(Function<ClientRequest, Plan> plans) implements Planner {
    @Override
    public Plan plan(ClientRequest request) {
      return plans.apply(request);
    }

    @Override
    public S3Response failure(ClientRequest request, Throwable failure) {
      request.trace().failed(failure.getClass().getSimpleName(), failure);
      return new S3Response(
          503,
          HeaderList.of("Content-Type", "text/plain"),
          String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Recorder(BlockingQueue<RequestTrace> ended) implements Lifecycle {
    @Override
    public void connected(ClientConnection connection) {}

    @Override
    public void disconnected(ClientConnection connection) {}

    @Override
    public void began(ClientRequest request) {}

    @Override
    public void ended(ClientRequest request) {
      ended.add(request.trace());
    }

    @Override
    public boolean isDraining() {
      return false;
    }
  }
}
