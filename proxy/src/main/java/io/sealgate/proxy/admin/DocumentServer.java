package io.sealgate.proxy.admin;

import static io.sealgate.proxy.admin.DocumentConnection.Event.END;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Address;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server for small documents: requests are read whole, up to a limit, and answered on
 * virtual threads. Objects never pass here.
 */
public final class DocumentServer implements AutoCloseable {

  private static final int MAX_HEAD_BYTES = 32 * 1024;

  /** How long answers may take that are due when it closes; the key service's take milliseconds. */
  private static final long CLOSE_SECONDS = 5;

  private final Channel channel;
  private final ChannelGroup connections;

  private DocumentServer(Channel channel, ChannelGroup connections) {
    this.channel = channel;
    this.connections = connections;
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
    ChannelGroup connections = new DefaultChannelGroup(loops.next(), true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(serverChannel)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    if (connections.size() >= limits.connections()) {
                      connection.close();
                      return;
                    }
                    connections.add(connection); // until it closes
                    if (tls != null) {
                      connection.pipeline().addLast(tls.newHandler(connection.alloc()));
                    }
                    connection
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(MAX_HEAD_BYTES, MAX_HEAD_BYTES, 8192),
                            new FlowControlHandler(), // what was decoded together comes in turn
                            new DocumentRequests(limits),
                            // Behind what gathers a request, so that its pieces are no signs of
                            // life: who sends one byte a minute would hold a connection for ever.
                            new ReadTimeoutHandler(limits.patience().toMillis(), MILLISECONDS),
                            new DocumentConnection(handler, workers));
                  }
                })
            .bind(address.host(), address.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new StartException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    return new DocumentServer(bound.channel(), connections);
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

  /**
   * Accepts no more connections, and ends those there are: each of them after the answer that is
   * due, if it comes soon. To be closed before its loops, which would not end what TLS holds.
   */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(END));
    connections.newCloseFuture().awaitUninterruptibly(CLOSE_SECONDS, SECONDS);
    connections.close().awaitUninterruptibly();
  }
}
