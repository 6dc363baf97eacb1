package io.sealgate.proxy.server;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.sealgate.proxy.backend.Backend;
import io.sealgate.proxy.config.LimitsConfig;
import io.sealgate.proxy.exchange.ClientConnection;
import io.sealgate.proxy.exchange.ClientRequests;
import io.sealgate.proxy.exchange.ClientTimeouts;
import io.sealgate.proxy.exchange.Planner;
import io.sealgate.proxy.http.ReceiveBuffers;
import io.sealgate.proxy.http.RequestDecoder;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pipeline of a client's channel, from the socket up. */
public final class ClientChannelInitializer extends ChannelInitializer<SocketChannel> {

  /** Half of the shortest read time-out that S3 clients have by default, or less. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Connections connections;
  private final LimitsConfig limits;
  private final @Nullable SslContext tls;
  private final ClientRequests requests;
  private final Planner planner;
  private final Function<EventLoop, Backend> backends;
  private final ReceiveBuffers receiveBuffers;

  /**
   * The pipelines of one listener.
   *
   * @param connections counts them
   * @param limits time-outs and sizes
   * @param tls null for plain HTTP
   * @param requests makes requests of heads
   * @param planner what the exchanges ask
   * @param backends the store as the event loop of a channel reaches it
   */
  public ClientChannelInitializer(
      Connections connections,
      LimitsConfig limits,
      @Nullable SslContext tls,
      ClientRequests requests,
      Planner planner,
      Function<EventLoop, Backend> backends) {
    this.connections = connections;
    this.limits = limits;
    this.tls = tls;
    this.requests = requests;
    this.planner = planner;
    this.backends = backends;
    this.receiveBuffers = new ReceiveBuffers(16 * 1024, connections::count);
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (!connections.accept()) {
      channel.close();
      return;
    }
    channel.closeFuture().addListener(closed -> connections.closed());
    channel.config().setRecvByteBufAllocator(receiveBuffers);
    UnsentBytes.limit(channel, connections.count());
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      SslHandler handler = tls.newHandler(channel.alloc());
      handler.setHandshakeTimeoutMillis(limits.handshakeTimeout().toMillis());
      pipeline.addLast(handler);
    }
    RequestDecoder decoder =
        new RequestDecoder(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeadBytes())
                .setMaxHeaderSize(limits.maxHeadBytes()));
    pipeline.addLast(
        decoder,
        new ClientConnection(
            requests,
            decoder,
            planner,
            backends.apply(channel.eventLoop()),
            connections,
            new ClientTimeouts(limits.idleTimeout(), limits.keepAliveTimeout(), PATIENCE)));
  }
}
