package io.sealgate.proxy.server;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * How sockets are driven: Linux epoll where its native library loads, the JDK's selectors
 * elsewhere.
 *
 * @param name for the start-up log
 * @param ioHandler drives the sockets of one event loop
 * @param socketChannel the class of connections
 * @param serverChannel the class of listeners
 */
public record Transport(
    String name,
    IoHandlerFactory ioHandler,
    Class<? extends Channel> socketChannel,
    Class<? extends ServerChannel> serverChannel) {

  private static final String LEAK_PROPERTY = "io.netty.leakDetection.level";

  /** The best transport of this machine. */
  public static Transport preferred() {
    watchNoBuffers();
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            EpollIoHandler.newFactory(),
            EpollSocketChannel.class,
            EpollServerSocketChannel.class)
        : new Transport(
            "nio", NioIoHandler.newFactory(), NioSocketChannel.class, NioServerSocketChannel.class);
  }

  /**
   * Netty records a stack trace for one buffer in 128, to report those that leak. Tests watch every
   * buffer instead; whoever looks for a leak in a running server sets the property.
   */
  private static void watchNoBuffers() {
    if (System.getProperty(LEAK_PROPERTY) == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
  }

  /**
   * Event loops, one thread each.
   *
   * @param loops how many; 0: one for each processor
   */
  public MultiThreadIoEventLoopGroup eventLoops(int loops) {
    int threads = loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("loop", true), ioHandler);
  }
}
