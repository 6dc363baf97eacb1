package io.sealgate.proxy.admin;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.sealgate.auth.RequestHead;
import io.sealgate.proxy.http.NettyHeaders;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a {@link DocumentServer}: hands one request after the other to a worker and
 * writes what comes back. Behind a handler that holds requests back while nothing is to be read.
 */
final class DocumentConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentConnection.class);

  private final DocumentHandler handler;
  private final Executor workers;

  DocumentConnection(DocumentHandler handler, Executor workers) {
    this.handler = handler;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      ctx.close();
      return;
    }
    String uri = request.uri();
    int question = uri.indexOf('?');
    RequestHead head =
        new RequestHead(
            request.method().name(),
            question < 0 ? uri : uri.substring(0, question),
            question < 0 ? "" : uri.substring(question + 1),
            new NettyHeaders(request.headers()));
    byte[] body = ByteBufUtil.getBytes(request.content());
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    ctx.channel().config().setAutoRead(false); // one request at a time
    workers.execute(() -> answer(ctx, head, body, keepAlive));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void answer(ChannelHandlerContext ctx, RequestHead head, byte[] body, boolean keepAlive) {
    DocumentAnswer answer;
    try {
      answer = handler.handle(head, body);
    } catch (RuntimeException failure) { // the outermost place: it must be answered and logged
      LOG.error("a request of {} failed", head.rawPath(), failure);
      answer = DocumentAnswer.text(500, "internal error\n");
    }
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    for (Map.Entry<String, String> line : answer.headers()) {
      response.headers().add(line.getKey(), line.getValue());
    }
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    HttpUtil.setKeepAlive(response, keepAlive);
    ctx.writeAndFlush(response)
        .addListener(written -> {
          if (written.isSuccess() && keepAlive) {
            ctx.channel().config().setAutoRead(true);
          } else {
            ctx.close();
          }
        });
  }
}
