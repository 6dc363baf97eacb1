package io.sealgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.List;

/**
 * Decodes a client's requests one at a time: the head as Netty's {@code HttpRequest}, a body of
 * known length as plain {@code ByteBuf}s, a chunked one as {@code HttpContent}s, then {@code
 * LastHttpContent}.
 *
 * <p>After a request it waits for {@link #next}: a pipelined request stays undecoded until the one
 * before is answered.
 */
public final class RequestDecoder extends HttpRequestDecoder {

  private final RawBody body = new RawBody();
  private boolean waiting;
  private long headSinceNanos;
  private boolean insideHead;

  /** A decoder with the limits for request line and header section. */
  public RequestDecoder(HttpDecoderConfig limits) {
    super(limits);
  }

  /**
   * Whether a head has begun to come that long ago, and is not complete: silence would not tell,
   * when it comes byte by byte.
   */
  public boolean isHeadOlderThan(Duration limit) {
    return insideHead && System.nanoTime() - headSinceNanos >= limit.toNanos();
  }

  /** Whether bytes have come that are not decoded yet. */
  public boolean holdsBytes() {
    return actualReadableBytes() > 0;
  }

  /** Lets the next request through. */
  public void next(ChannelHandlerContext ctx) {
    waiting = false;
    if (holdsBytes()) {
      try {
        channelRead(
            ctx, Unpooled.EMPTY_BUFFER); // the only way to decode bytes that are here already
        channelReadComplete(ctx);
      } catch (Exception failure) { // as Netty itself does with what a handler throws
        ctx.fireExceptionCaught(failure);
      }
    }
  }

  /**
   * Netty's own reads on when what was read made no message, which holds for whatever comes while
   * the next request waits: a client could fill all memory behind one request that lasts.
   */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    if (waiting && holdsBytes()) {
      discardSomeReadBytes();
      ctx.fireChannelReadComplete();
    } else {
      super.channelReadComplete(ctx);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (waiting) {
      return;
    }
    if (body.isOpen()) {
      if (body.pass(in, out)) {
        reset();
        waiting = true;
      }
      return;
    }
    super.decode(ctx, in, out);
    if (out.isEmpty() && !insideHead) {
      headSinceNanos = System.nanoTime();
    }
    insideHead = out.isEmpty();
    body.openAfter(out);
    // What is not HTTP ends the connection: the rest of it is dropped, not kept for later.
    waiting =
        !out.isEmpty()
            && out.get(out.size() - 1) instanceof LastHttpContent last
            && last.decoderResult().isSuccess();
  }
}
