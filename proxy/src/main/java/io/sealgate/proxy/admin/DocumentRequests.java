package io.sealgate.proxy.admin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the requests of a connection, and refuses what is beyond the limits with an answer that
 * ends it. Behind a handler that holds back what a client sends before it has its answer.
 *
 * <p>Bodies are copied out of the buffers that they came in, which are released at once: gathered
 * as they came, a body in chunks of a byte each held a receive buffer for every one of them.
 */
final class DocumentRequests extends ChannelInboundHandlerAdapter {

  private record Coming(HttpRequest head, ByteArrayOutputStream body) {}

  private final DocumentLimits limits;

  /** Null between two requests, and for good after a refusal. */
  private @Nullable Coming coming;

  private boolean refused;

  DocumentRequests(DocumentLimits limits) {
    this.limits = limits;
  }

  /** Takes a message over, and releases it. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (!refused) {
        take(ctx, (HttpObject) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(ChannelHandlerContext ctx, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST);
      return;
    }
    if (message instanceof HttpRequest head) {
      begin(ctx, head);
    }
    if (message instanceof HttpContent content && coming != null) {
      keep(ctx, content.content(), coming);
    }
    if (message instanceof LastHttpContent && coming != null) {
      DocumentRequest whole = new DocumentRequest(coming.head, coming.body.toByteArray());
      coming = null;
      ctx.fireChannelRead(whole);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    if (head.headers().size() > limits.headers()) {
      refuse(ctx, HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
    } else if (HttpUtil.getContentLength(head, 0L) > limits.bodyBytes()) {
      refuse(ctx, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    } else {
      coming = new Coming(head, new ByteArrayOutputStream());
      if (HttpUtil.is100ContinueExpected(head)) {
        ctx.writeAndFlush(answer(HttpResponseStatus.CONTINUE));
      }
    }
  }

  private void keep(ChannelHandlerContext ctx, ByteBuf piece, Coming request) {
    if (piece.readableBytes() > limits.bodyBytes() - request.body.size()) {
      refuse(ctx, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    try {
      piece.readBytes(request.body, piece.readableBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array cannot fail", impossible);
    }
  }

  private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status) {
    refused = true;
    coming = null;
    DefaultFullHttpResponse refusal = answer(status);
    HttpUtil.setContentLength(refusal, 0);
    HttpUtil.setKeepAlive(refusal, false);
    ctx.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }

  private static DefaultFullHttpResponse answer(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
  }
}
