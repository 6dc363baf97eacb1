package io.sealgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/**
 * Decodes the backend's responses: the head as Netty's {@code HttpResponse}, a body of known length
 * as plain {@code ByteBuf}s, any other as {@code HttpContent}s, then {@code LastHttpContent}.
 */
public final class ResponseDecoder extends HttpResponseDecoder {

  private final RawBody body = new RawBody();
  private boolean answersHead;

  /** A decoder with the limits for status line and header section. */
  public ResponseDecoder(HttpDecoderConfig limits) {
    super(limits);
  }

  /**
   * Says whether the next response answers a HEAD, and so has no body whatever its Content-Length
   * says.
   */
  public void expect(boolean answersHead) {
    this.answersHead = answersHead;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return answersHead || super.isContentAlwaysEmpty(message);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (body.isOpen()) {
      if (body.pass(in, out)) {
        reset();
      }
      return;
    }
    super.decode(ctx, in, out);
    body.openAfter(out);
  }
}
