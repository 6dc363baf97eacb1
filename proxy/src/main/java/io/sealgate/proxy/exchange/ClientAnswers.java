package io.sealgate.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.sealgate.auth.HeaderList;
import java.util.Map;

/** Makes the heads of a client's answers, and writes those that are held in memory. */
final class ClientAnswers {

  private ClientAnswers() {}

  /** A head; the length may be {@link ClientSide#LENGTH_UNKNOWN}. */
  static HttpResponse head(int status, HeaderList headers, long lengthBytes, boolean close) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    for (Map.Entry<String, String> line : headers) {
      head.headers().add(line.getKey(), line.getValue());
    }
    if (lengthBytes == ClientSide.LENGTH_UNKNOWN) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else if (status != 204 && status != 304) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, lengthBytes);
    }
    if (close) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return head;
  }

  /**
   * Queues the answer; that to a HEAD has no body, and may say the length of the one that a GET
   * would have.
   */
  static void write(ClientSide client, ClientRequest request, S3Response response, boolean close) {
    HeaderList headers = response.headers();
    String announced = headers.first("Content-Length");
    boolean bodyless = request.isHead() || response.status() == 204 || response.status() == 304;
    long lengthBytes =
        announced != null && request.isHead() ? Long.parseLong(announced) : response.body().length;
    client.writeHead(response.status(), headers, lengthBytes, close);
    if (!bodyless && response.body().length > 0) {
      client.write(Unpooled.wrappedBuffer(response.body()));
    }
  }
}
