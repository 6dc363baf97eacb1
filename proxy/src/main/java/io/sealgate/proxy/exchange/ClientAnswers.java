package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.http.HeadWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Makes the heads of a client's answers, and writes those that are held in memory. */
final class ClientAnswers {

  private static final String LENGTH = "content-length";
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private ClientAnswers() {}

  /**
   * Begins a head.
   *
   * @param headers its lines, of which Content-Length gives way to {@code lengthBytes}
   * @param lengthBytes the length of the body, which may be {@link ClientSide#LENGTH_UNKNOWN}
   */
  static HeadWriter head(int status, HeaderList headers, long lengthBytes, boolean close) {
    HeadWriter head = HeadWriter.ofResponse(status);
    for (Map.Entry<String, String> line : headers) {
      if (!line.getKey().equalsIgnoreCase(LENGTH)) {
        head.line(line.getKey(), line.getValue());
      }
    }
    if (lengthBytes == ClientSide.LENGTH_UNKNOWN) {
      head.line("transfer-encoding", "chunked");
    } else if (status != 204 && status != 304) {
      head.line(LENGTH, Long.toString(lengthBytes));
    }
    if (close) {
      head.line("connection", "close");
    }
    return head;
  }

  /**
   * A piece of a body of unknown length (RFC 9112, section 7.1). It is copied: such bodies are
   * documents.
   *
   * @param bytes not empty, which would be the end; released
   */
  static ByteBuf chunk(ByteBuf bytes, ByteBufAllocator allocator) {
    byte[] size = Integer.toHexString(bytes.readableBytes()).getBytes(StandardCharsets.US_ASCII);
    ByteBuf chunk = allocator.ioBuffer(size.length + bytes.readableBytes() + 2 * LINE_END.length);
    chunk.writeBytes(size).writeBytes(LINE_END).writeBytes(bytes).writeBytes(LINE_END);
    bytes.release();
    return chunk;
  }

  /** The end of a body of unknown length. */
  static ByteBuf lastChunk() {
    return Unpooled.wrappedBuffer(LAST_CHUNK);
  }

  /**
   * Queues the answer; that to a HEAD has no body, and may say the length of the one that a GET
   * would have.
   */
  static void write(ClientSide client, ClientRequest request, S3Response response, boolean close) {
    HeaderList headers = response.headers();
    String announced = headers.first(LENGTH);
    boolean bodyless = request.isHead() || response.status() == 204 || response.status() == 304;
    long lengthBytes =
        announced != null && request.isHead() ? Long.parseLong(announced) : response.body().length;
    client.writeHead(response.status(), headers, lengthBytes, close);
    if (!bodyless && response.body().length > 0) {
      client.write(Unpooled.wrappedBuffer(response.body()));
    }
  }
}
