package io.sealgate.bench.scale;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A blocking connection that holds no memory of its own, so that there may be many. */
final class Connection implements AutoCloseable {

  private final SocketChannel channel;

  /**
   * Connects.
   *
   * @param endpoint plain HTTP
   * @param kernelBytes what the kernel may hold for it in either direction; 0: as it sees fit
   */
  Connection(URI endpoint, int kernelBytes) throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (kernelBytes > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, kernelBytes);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, kernelBytes);
    }
    channel.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
  }

  /** Sends all of a buffer. */
  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Receives the head of an answer.
   *
   * @param buffer has room for it; holds the first bytes of the body afterwards, to be read
   * @return the length of the body
   * @throws IOException when the answer is no success
   */
  long receiveHead(ByteBuffer buffer) throws IOException {
    buffer.clear();
    String head = "";
    int end = -1;
    while (end < 0) {
      receive(buffer);
      head = StandardCharsets.ISO_8859_1.decode(buffer.duplicate().flip()).toString();
      end = head.indexOf("\r\n\r\n");
    }
    if (!head.startsWith("HTTP/1.1 2")) {
      throw new IOException(head);
    }
    buffer.flip().position(end + 4);
    return lengthBytes(head.substring(0, end + 2).toLowerCase(Locale.ROOT));
  }

  /** Receives at least one byte. */
  int receive(ByteBuffer buffer) throws IOException {
    int count = channel.read(buffer);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    return count;
  }

  /** Receives an answer and drops it. */
  void receiveAll(ByteBuffer buffer) throws IOException {
    long leftBytes = receiveHead(buffer) - buffer.remaining();
    while (leftBytes > 0) {
      leftBytes -= receive(buffer.clear());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static long lengthBytes(String head) {
    int start = head.indexOf("\r\ncontent-length:");
    if (start < 0) {
      return 0;
    }
    int value = start + "\r\ncontent-length:".length();
    return Long.parseLong(head.substring(value, head.indexOf("\r\n", value)).strip());
  }
}
