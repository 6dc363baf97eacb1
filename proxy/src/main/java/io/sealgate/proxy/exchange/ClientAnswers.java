package io.sealgate.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.sealgate.auth.HeaderList;

/** Writes answers that are held in memory to a client. */
final class ClientAnswers {

  private ClientAnswers() {}

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
