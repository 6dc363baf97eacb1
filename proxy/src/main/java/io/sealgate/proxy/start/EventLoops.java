package io.sealgate.proxy.start;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.sealgate.proxy.server.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of the server: one thread each, every connection on one of them for life. */
final class EventLoops implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup group;

  EventLoops(Transport transport, int count) {
    group = transport.eventLoops(count);
  }

  EventLoopGroup group() {
    return group;
  }

  List<EventLoop> loops() {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      loops.add((EventLoop) executor);
    }
    return loops;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
