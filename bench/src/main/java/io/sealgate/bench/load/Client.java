package io.sealgate.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection, with a receive buffer that is used again for each answer. Understands just
 * enough HTTP to know where an answer ends. Used by one thread at a time.
 */
final class Client implements AutoCloseable {

  private static final int RECEIVE_BYTES = 1 << 20;
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] CHUNKED_END = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};

  private final Wire wire;
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private String head = "";
  private int headBytes;

  Client(Wire wire) {
    this.wire = wire;
  }

  /**
   * Sends a request and receives the answer whole.
   *
   * @param request its head, as {@link SignedRequests} makes it; its position is left as it was
   * @param payload its body
   * @return how many bytes the answer's body had
   * @throws IOException when the connection fails or the answer is no success
   */
  long exchange(ByteBuffer request, Payload payload) throws IOException {
    send(request, payload);
    received.clear();
    readHead();
    int status = Integer.parseInt(head.substring(9, 12));
    long bodyBytes = readBody(status == 204 || request.get(0) == 'H');
    if (status >= 300) {
      throw new IOException("status " + status + ": " + text());
    }
    return bodyBytes;
  }

  private void send(ByteBuffer request, Payload payload) throws IOException {
    ByteBuffer block = Payload.block(payload.bytes());
    ByteBuffer before = ascii(payload.before());
    long leftBytes = payload.bytes() - block.remaining();
    wire.write(new ByteBuffer[] {request.duplicate(), before, block});
    while (leftBytes > 0) {
      ByteBuffer next = Payload.block(leftBytes);
      leftBytes -= next.remaining();
      wire.write(new ByteBuffer[] {next});
    }
    if (!payload.after().isEmpty()) {
      wire.write(new ByteBuffer[] {ascii(payload.after())});
    }
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void readHead() throws IOException {
    int end = -1;
    while (end < 0) {
      int before = received.position();
      receive();
      end = indexOf(HEAD_END, Math.max(0, before - HEAD_END.length));
    }
    headBytes = end + HEAD_END.length;
    byte[] bytes = new byte[headBytes];
    received.get(0, bytes);
    head = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private long readBody(boolean none) throws IOException {
    if (none) {
      return 0;
    }
    String length = header("content-length");
    if (length == null) {
      return readChunked();
    }
    long bodyBytes = Long.parseLong(length);
    long missingBytes = bodyBytes - (received.position() - headBytes);
    while (missingBytes > 0) {
      if (!received.hasRemaining()) {
        received.position(headBytes); // what was there is of no more interest
      }
      missingBytes -= receive();
    }
    return bodyBytes;
  }

  /** Documents only: they fit the buffer, and do not hold the end of a chunked body. */
  private long readChunked() throws IOException {
    while (indexOf(CHUNKED_END, headBytes - 2) < 0) {
      receive();
    }
    return (long) received.position() - headBytes;
  }

  private int receive() throws IOException {
    int count = wire.read(received);
    if (count < 0) {
      throw new EOFException("the target closed the connection");
    }
    return count;
  }

  private int indexOf(byte[] pattern, int from) {
    for (int start = from; start <= received.position() - pattern.length; start++) {
      int matched = 0;
      while (matched < pattern.length && received.get(start + matched) == pattern[matched]) {
        matched++;
      }
      if (matched == pattern.length) {
        return start;
      }
    }
    return -1;
  }

  /**
   * A header of the last answer.
   *
   * @param name in lower case
   * @return null when it has none of that name
   */
  @Nullable String header(String name) {
    int start = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
    if (start < 0) {
      return null;
    }
    int valueStart = start + name.length() + 3;
    return head.substring(valueStart, head.indexOf("\r\n", valueStart)).strip();
  }

  /** The body of the last answer, when it was a small document. */
  String text() {
    byte[] bytes = new byte[received.position() - headBytes];
    received.get(headBytes, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
