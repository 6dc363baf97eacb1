package io.sealgate.bench.scale;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.sealgate.proxy.http.RequestDecoder;
import io.sealgate.proxy.server.Transport;

/**
 * A store that costs next to nothing, so that what is in front of it gets the processor. It keeps
 * in memory the first body of each object whose key begins with {@code read-} and swallows all
 * other bodies.
 */
final class SyntheticStore {

  private static final int BACKLOG = 1024;

  private SyntheticStore() {}

  /** Serves on the loopback interface until the process is ended. */
  static void serve(int port) {
    Transport transport = Transport.preferred();
    KeptObjects objects = new KeptObjects();
    new ServerBootstrap()
        .group(transport.eventLoops(0))
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                RequestDecoder decoder = new RequestDecoder(new HttpDecoderConfig());
                channel.pipeline().addLast(decoder, new SyntheticStoreHandler(decoder, objects));
              }
            })
        .bind("127.0.0.1", port)
        .syncUninterruptibly()
        .channel()
        .closeFuture()
        .syncUninterruptibly();
  }
}
