package io.sealgate.bench.scale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.sealgate.proxy.http.RequestDecoder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link SyntheticStore}: as much of S3 as Sealgate asks a store for. */
final class SyntheticStoreHandler extends ChannelInboundHandlerAdapter {

  private static final String METADATA = "x-amz-meta-";
  private static final String LISTING =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
  private static final String NO_SUCH_KEY = "<Error><Code>NoSuchKey</Code></Error>";

  private final RequestDecoder decoder;
  private final KeptObjects objects;
  private String method = "";
  private String path = "";
  private String eTag = "";
  private String headers = "";
  private @Nullable String range;
  private @Nullable ByteBuf body;

  SyntheticStoreHandler(RequestDecoder decoder, KeptObjects objects) {
    this.decoder = decoder;
    this.objects = objects;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      switch (message) {
        case HttpRequest head -> begin(head);
        case ByteBuf bytes -> receive(bytes);
        case HttpContent content -> receive(content.content());
        default -> throw new IllegalStateException("unexpected message " + message.getClass());
      }
      if (message instanceof LastHttpContent) {
        answer(ctx);
        ctx.executor().execute(() -> decoder.next(ctx.pipeline().context(decoder)));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  @SuppressWarnings(
      "deprecation") // Netty deprecates the method's place on ChannelHandler, not the override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ReferenceCountUtil.release(body);
    body = null;
  }

  private void begin(HttpRequest head) {
    method = head.method().name();
    int query = head.uri().indexOf('?');
    path = query < 0 ? head.uri() : head.uri().substring(0, query);
    range = head.headers().get(HttpHeaderNames.RANGE);
    if (method.equals("PUT")) {
      eTag = objects.nextETag();
      if (objects.wants(path)) {
        headers = metadata(head);
        body = Unpooled.directBuffer((int) HttpUtil.getContentLength(head, 0L));
      }
    }
  }

  private void receive(ByteBuf bytes) {
    if (body != null) {
      body.writeBytes(bytes);
    }
  }

  private void answer(ChannelHandlerContext ctx) {
    switch (method) {
      case "PUT" -> {
        if (body != null) {
          objects.keep(path, new KeptObjects.Kept(eTag, headers, body));
          body = null;
        }
        send(ctx, "200 OK", "ETag: " + eTag + "\r\n", Unpooled.EMPTY_BUFFER);
      }
      case "GET", "HEAD" -> read(ctx);
      case "DELETE" -> send(ctx, "204 No Content", "", Unpooled.EMPTY_BUFFER);
      default -> send(ctx, "501 Not Implemented", "", Unpooled.EMPTY_BUFFER);
    }
  }

  private void read(ChannelHandlerContext ctx) {
    KeptObjects.Kept found = objects.find(path);
    if (found != null) {
      send(ctx, found, range);
    } else if (path.indexOf('/', 1) < 0 || path.endsWith("/")) {
      send(ctx, "200 OK", "", ByteBufUtil.writeAscii(ctx.alloc(), LISTING));
    } else {
      send(ctx, "404 Not Found", "", ByteBufUtil.writeAscii(ctx.alloc(), NO_SUCH_KEY));
    }
  }

  private void send(
      ChannelHandlerContext ctx, KeptObjects.Kept found, @Nullable String askedRange) {
    ByteBuf all = found.body();
    if (askedRange == null) {
      send(ctx, "200 OK", found.headers(), all.retainedDuplicate());
      return;
    }
    int length = all.readableBytes();
    String[] ends = askedRange.substring("bytes=".length()).split("-", 2);
    int last = ends[0].isEmpty() || ends[1].isEmpty() ? length - 1 : Integer.parseInt(ends[1]);
    last = Math.min(last, length - 1);
    int first = ends[0].isEmpty() ? length - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
    first = Math.max(first, 0);
    String lines = "Content-Range: bytes " + first + "-" + last + "/" + length + "\r\n";
    ByteBuf content = all.retainedSlice(all.readerIndex() + first, last - first + 1);
    send(ctx, "206 Partial Content", lines + found.headers(), content);
  }

  private void send(ChannelHandlerContext ctx, String status, String lines, ByteBuf content) {
    StringBuilder head = new StringBuilder(256).append("HTTP/1.1 ").append(status).append("\r\n");
    if (!status.startsWith("204")) {
      head.append("Content-Length: ").append(content.readableBytes()).append("\r\n");
    }
    head.append(lines).append("\r\n");
    ctx.write(ByteBufUtil.writeAscii(ctx.alloc(), head), ctx.voidPromise());
    if (method.equals("HEAD")) {
      content.release();
      ctx.flush();
    } else {
      ctx.writeAndFlush(content, ctx.voidPromise());
    }
  }

  private String metadata(HttpRequest head) {
    StringBuilder lines = new StringBuilder("ETag: " + eTag + "\r\n");
    for (Map.Entry<String, String> line : head.headers()) {
      if (line.getKey().regionMatches(true, 0, METADATA, 0, METADATA.length())) {
        lines.append(line.getKey()).append(": ").append(line.getValue()).append("\r\n");
      }
    }
    return lines.append("Last-Modified: Sun, 22 Nov 2026 12:00:00 GMT\r\n").toString();
  }
}
