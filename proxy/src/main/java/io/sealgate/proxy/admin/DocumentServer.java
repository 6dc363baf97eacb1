package io.sealgate.proxy.admin;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Address;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server for small documents: requests are read whole, up to a limit, and answered on
 * virtual threads. Objects never pass here.
 */
public final class DocumentServer implements AutoCloseable {

  private static final int MAX_HEAD_BYTES = 32 * 1024;

  private final Channel channel;

  private DocumentServer(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @param loops whose threads read and write
   * @param serverChannel the listener's class for those loops
   * @param address where
   * @param tls borrowed, for as long as there are connections; null: plain HTTP
   * @param handler answers
   * @param workers where the handler runs; it may block
   * @throws StartException when the address cannot be had
   */
  public static DocumentServer open(
      EventLoopGroup loops,
      Class<? extends ServerChannel> serverChannel,
      Address address,
      @Nullable SslContext tls,
      DocumentHandler handler,
      Executor workers) {
    return listen(loops, serverChannel, address, tls, handler, workers, DocumentLimits.DEFAULT);
  }

  static DocumentServer listen(
      EventLoopGroup loops,
      Class<? extends ServerChannel> serverChannel,
      Address address,
      @Nullable SslContext tls,
      DocumentHandler handler,
      Executor workers,
      DocumentLimits limits) {
    AtomicInteger connections = new AtomicInteger();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(serverChannel)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    connection.closeFuture().addListener(closed -> connections.decrementAndGet());
                    if (connections.incrementAndGet() > limits.connections()) {
                      connection.close();
                      return;
                    }
                    if (tls != null) {
                      connection.pipeline().addLast(tls.newHandler(connection.alloc()));
                    }
                    connection
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(MAX_HEAD_BYTES, MAX_HEAD_BYTES, 8192),
                            new HttpObjectAggregator(limits.bodyBytes()),
                            // Behind what gathers a request, so that its pieces are no signs of
                            // life: who sends one byte a minute would hold a connection for ever.
                            new ReadTimeoutHandler(limits.patience().toMillis(), MILLISECONDS),
                            new FlowControlHandler(), // what was decoded together comes in turn
                            new DocumentConnection(handler, workers));
                  }
                })
            .bind(address.host(), address.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new StartException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    return new DocumentServer(bound.channel());
  }

  /** The address with the port that was chosen. */
  public Address address() {
    InetSocketAddress local = (InetSocketAddress) channel.localAddress();
    return new Address(local.getAddress().getHostAddress(), local.getPort());
  }

  /** Whether only this machine reaches it. */
  public boolean isLoopback() {
    return ((InetSocketAddress) channel.localAddress()).getAddress().isLoopbackAddress();
  }

  /** Accepts no more connections. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
