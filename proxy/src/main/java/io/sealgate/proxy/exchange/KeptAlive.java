package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.sealgate.auth.HeaderList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that waits long for an XML document: gets the head of the answer and white space before
 * the outcome is known (S3 API reference, CompleteMultipartUpload). The XML declaration goes first,
 * since nothing may stand before it.
 */
final class KeptAlive {

  private static final byte[] DECLARATION =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DECLARATION_BEGIN = "<?xml".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SPACE = {' '};

  private final Exchange exchange;
  private final ClientSide client;
  private final HeaderList headers;
  private final EventLoop loop;
  private final long patienceMillis;
  private @Nullable Future<?> next;
  private boolean headSent;
  private long sentBytes;

  /**
   * Begins to wait.
   *
   * @param exchange knows whether all of the client's body has come
   * @param client who waits
   * @param headers what the early head says
   * @param loop the event loop of the client's connection
   * @param patience how long the client is left without a byte
   */
  KeptAlive(
      Exchange exchange, ClientSide client, HeaderList headers, EventLoop loop, Duration patience) {
    this.exchange = exchange;
    this.client = client;
    this.headers = headers;
    this.loop = loop;
    this.patienceMillis = patience.toMillis();
    later();
  }

  /** Whether the head of the answer has been sent. */
  boolean isHeadSent() {
    return headSent;
  }

  /** How much of the body has been sent. */
  long sentBytes() {
    return sentBytes;
  }

  /** Says nothing more. */
  void stop() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  /** Queues the document that the client has been waiting for. */
  void write(byte[] document) {
    int begin = behindDeclaration(document);
    send(Unpooled.wrappedBuffer(document, begin, document.length - begin));
  }

  private void later() {
    next = loop.schedule(this::say, patienceMillis, TimeUnit.MILLISECONDS);
  }

  private void say() {
    if (exchange.mustClose() || !client.takesChunks()) {
      later(); // it is sending still, or cannot be told where an answer of unknown length ends
      return;
    }
    if (headSent) {
      send(Unpooled.wrappedBuffer(SPACE));
    } else {
      HeaderList lines = new HeaderList();
      headers.forEach(line -> lines.add(line.getKey(), line.getValue()));
      lines.set("Content-Type", "application/xml");
      client.writeHead(200, lines, ClientSide.LENGTH_UNKNOWN, false);
      headSent = true;
      send(Unpooled.wrappedBuffer(DECLARATION));
    }
    client.flush();
    later();
  }

  private void send(ByteBuf bytes) {
    sentBytes += bytes.readableBytes();
    client.write(bytes);
  }

  /** Where the document goes on behind its own XML declaration. */
  private static int behindDeclaration(byte[] document) {
    int begin = DECLARATION_BEGIN.length;
    if (Arrays.mismatch(document, DECLARATION_BEGIN) != begin) {
      return 0;
    }
    for (int i = begin; i < document.length; i++) {
      if (document[i] == '>') {
        boolean lineEnds = i + 1 < document.length && document[i + 1] == '\n';
        return lineEnds ? i + 2 : i + 1;
      }
    }
    return 0;
  }
}
