package io.sealgate.proxy.server;

import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;

/**
 * How many bytes of an answer may wait in the kernel, not sent yet, where it can be told so. Left
 * alone it takes megabytes at a time for a slow reader, memory that nothing of ours bounds, and
 * none for minutes after, which looks as if the reader took nothing. With little room each read is
 * cut into several writes, which is felt in the cost of large bodies: so few connections get much.
 */
final class UnsentBytes {

  /** A reader that takes half of it within the idle time-out is seen to be alive. */
  private static final long MAX_BYTES = 512 * 1024;

  private static final long MIN_BYTES = 128 * 1024;
  private static final long BUDGET_BYTES = 32 * 1024 * 1024;

  private UnsentBytes() {}

  /**
   * Sets the limit of a connection, for as long as it lives.
   *
   * @param connections how many there are now, this one among them
   */
  static void limit(SocketChannel channel, int connections) {
    if (channel instanceof EpollSocketChannel epoll) {
      epoll.config().setTcpNotSentLowAt(shareBytes(connections));
    }
  }

  static long shareBytes(int connections) {
    return Math.clamp(BUDGET_BYTES / Math.max(1, connections), MIN_BYTES, MAX_BYTES);
  }
}
