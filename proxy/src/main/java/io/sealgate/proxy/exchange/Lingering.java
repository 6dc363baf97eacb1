package io.sealgate.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose client is answered before it has sent all of its request. Many send
 * the whole body before they look for an answer; closing on them would reset the connection, and
 * the answer be lost with it. So what they go on sending is read and dropped, until they have
 * fallen silent or have had their time. Lives on the connection's event loop.
 */
final class Lingering {

  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final ChannelHandlerContext context;
  private final long mostNanos;
  private final long silenceMillis;
  private final long sinceNanos = System.nanoTime();
  private boolean heard;

  /**
   * Sends what is queued, then gives the client its time.
   *
   * @param most how long the client may go on sending
   */
  Lingering(ChannelHandlerContext context, Duration most) {
    this.context = context;
    this.mostNanos = most.toNanos();
    this.silenceMillis = Math.min(SILENCE.toMillis(), most.toMillis());
    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> listen());
  }

  /** Whether the client has had its time, be it that it never took its answer. */
  boolean isOver() {
    return System.nanoTime() - sinceNanos >= mostNanos;
  }

  /** Bytes have come. */
  void onBytes() {
    heard = true;
  }

  private void listen() {
    heard = false;
    context.executor().schedule(this::look, silenceMillis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (heard && !isOver()) {
      listen();
    } else {
      context.close();
    }
  }
}
