package io.sealgate.proxy.exchange;

import io.sealgate.proxy.backend.AwsChunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A store that keeps no body without the CRC32C of it, in a trailer or in a header. */
final class DemandingStore implements FakeBackend.Answers {

  /**
   * A request that was answered.
   *
   * @param head its head
   * @param body what was kept, null when it was refused
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(String head, byte @Nullable [] body) {

    @Nullable String header(String name) {
      return DemandingStore.header(head, name);
    }
  }

  private final BlockingQueue<Kept> answered = new LinkedBlockingQueue<>();

  Kept next() throws InterruptedException {
    Kept kept = answered.poll(10, TimeUnit.SECONDS);
    if (kept == null) {
      throw new AssertionError("no request has come");
    }
    return kept;
  }

  /** Whether, a moment later, no body has been kept. */
  boolean keptNothing() throws InterruptedException {
    Kept kept = answered.poll(200, TimeUnit.MILLISECONDS);
    return kept == null || kept.body() == null;
  }

  @Override
  public void serve(String head, FakeBackend.Connection connection) throws IOException {
    int announced = (int) FakeBackend.contentLength(head);
    byte[] sent = connection.readUpTo(announced);
    byte[] body = sent.length == announced ? body(head, sent) : null;
    answered.add(new Kept(head, body));
    connection.send(
        body == null
            ? "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }

  private static byte @Nullable [] body(String head, byte[] sent) {
    if (!"STREAMING-UNSIGNED-PAYLOAD-TRAILER".equals(header(head, "x-amz-content-sha256"))) {
      return checksum(sent).equals(header(head, "x-amz-checksum-crc32c")) ? sent : null;
    }
    AwsChunks chunks = AwsChunks.parse(sent);
    boolean right =
        chunks.trailer().equals("x-amz-checksum-crc32c:" + checksum(chunks.body()))
            && "x-amz-checksum-crc32c".equals(header(head, "x-amz-trailer"))
            && String.valueOf(chunks.body().length)
                .equals(header(head, "x-amz-decoded-content-length"));
    return right ? chunks.body() : null;
  }

  private static String checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static @Nullable String header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }
}
