package io.sealgate.proxy.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.sealgate.auth.RequestHead;
import io.sealgate.proxy.http.NettyHeaders;
import io.sealgate.s3.read.HttpDate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a {@link DocumentServer}: hands one request after the other to a worker and
 * writes what comes back. Requests and answers are zeroed once they are done with: the key
 * service's have plaintexts and keys in them.
 */
final class DocumentConnection extends SimpleChannelInboundHandler<DocumentRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentConnection.class);

  /** For a pipeline. */
  enum Event {
    /** The connection ends, after the answer that is due if there is one. */
    END
  }

  private enum State {
    IDLE,
    ANSWERING,
    ANSWERING_LAST
  }

  private final DocumentHandler handler;
  private final Executor workers;
  private State state = State.IDLE;

  DocumentConnection(DocumentHandler handler, Executor workers) {
    this.handler = handler;
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DocumentRequest whole) {
    HttpRequest request = whole.head();
    String uri = request.uri();
    int question = uri.indexOf('?');
    RequestHead head =
        new RequestHead(
            request.method().name(),
            question < 0 ? uri : uri.substring(0, question),
            question < 0 ? "" : uri.substring(question + 1),
            new NettyHeaders(request.headers()));
    state = HttpUtil.isKeepAlive(request) ? State.ANSWERING : State.ANSWERING_LAST;
    ctx.channel().config().setAutoRead(false); // one request at a time
    workers.execute(() -> {
      DocumentAnswer answer = answer(head, whole.body());
      ctx.executor().execute(() -> write(ctx, answer));
    });
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Event) {
      switch (state) {
        case IDLE -> ctx.close();
        case ANSWERING, ANSWERING_LAST -> state = State.ANSWERING_LAST;
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private DocumentAnswer answer(RequestHead head, byte[] body) {
    try {
      return handler.handle(head, body);
    } catch (RuntimeException failure) { // the outermost place: it must be answered and logged
      LOG.error("a request of {} failed", head.rawPath(), failure);
      return DocumentAnswer.text(500, "internal error\n");
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private void write(ChannelHandlerContext ctx, DocumentAnswer answer) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    for (Map.Entry<String, String> line : answer.headers()) {
      response.headers().add(line.getKey(), line.getValue());
    }
    // AWS's SDKs correct a wrong clock by it.
    response.headers().set(HttpHeaderNames.DATE, HttpDate.format(Instant.now()));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    HttpUtil.setKeepAlive(response, state == State.ANSWERING);
    ctx.writeAndFlush(response)
        .addListener(written -> {
          Arrays.fill(answer.body(), (byte) 0);
          if (written.isSuccess() && state == State.ANSWERING) {
            state = State.IDLE;
            ctx.channel().config().setAutoRead(true);
          } else {
            ctx.close();
          }
        });
  }
}
