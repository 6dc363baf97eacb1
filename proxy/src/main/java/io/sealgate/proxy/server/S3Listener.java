package io.sealgate.proxy.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Address;
import java.net.InetSocketAddress;

/** An address that clients connect to. */
public final class S3Listener {

  private static final int BACKLOG = 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * 1024, 128 * 1024);

  private final Channel channel;

  private S3Listener(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens.
   *
   * @throws StartException when the address cannot be had
   * @param transport the sockets of the loops
   * @param loops whose threads accept and serve
   * @param address where
   * @param connections assembles the channel of each connection
   */
  public static S3Listener open(
      Transport transport,
      EventLoopGroup loops,
      Address address,
      ChannelInitializer<SocketChannel> connections) {
    ServerBootstrap clients =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(connections);
    ChannelFuture bound = clients.bind(address.host(), address.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new StartException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    return new S3Listener(bound.channel());
  }

  /** The address with the port that was chosen. */
  public Address address() {
    InetSocketAddress local = (InetSocketAddress) channel.localAddress();
    return new Address(local.getAddress().getHostAddress(), local.getPort());
  }

  /** Accepts no more connections. */
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
