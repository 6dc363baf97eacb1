package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.server.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send request after request, or anything else, without taking an answer. */
@Timeout(60)
final class PipeliningTest {

  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Longer than it takes to see that nothing more is read. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  /** Far above what the system keeps of a connection's bytes on their way. */
  private static final long MANY_BYTES = 32L << 20;

  private static final byte[] ANSWER = Plans.random(4000);
  private static final String REQUEST =
      RawClient.request("GET", "/b/k", "X-Padding: " + "x".repeat(4000));

  @Test
  void answersNoMoreThanTheClientTakesAndThenGoesOn() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request -> new Plan.Answer(new S3Response(200, new HeaderList(), ANSWER)));
        RawClient client = proxy.connect()) {
      Flood flood = new Flood(client, REQUEST.repeat(10));
      long pieces = flood.untilStopped();
      assertThat(pieces * 10 * REQUEST.length()).isLessThan(MANY_BYTES);
      for (long answers = pieces * 10; answers > 0; answers--) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(ANSWER.length)).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void keepsNoMoreOfWhatFollowsARunningRequestThanTheNextHead() throws Exception {
    CompletableFuture<Plan> never = new CompletableFuture<>();
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), IDLE, request -> new Plan.Await(never));
        RawClient client = proxy.connect()) {
      client.send(REQUEST);
      Flood flood = new Flood(client, "G".repeat(10_000));
      assertThat(flood.untilStopped() * 10_000).isLessThan(MANY_BYTES);
    }
  }

  @Test
  void says100ContinueToARequestThatHasWaitedOnlyWhenItsBodyIsWanted() throws Exception {
    CompletableFuture<Plan> second = new CompletableFuture<>();
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request ->
                    request.isHead()
                        ? new Plan.Answer(new S3Response(200, new HeaderList()))
                        : new Plan.Await(second));
        RawClient client = proxy.connect()) {
      client.send(
          RawClient.request("HEAD", "/b/k")
              + RawClient.request("PUT", "/b/k", "Content-Length: 2", "Expect: 100-continue"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      Thread.sleep(200); // long enough for a 100 that is sent too early
      second.complete(new Plan.Answer(new S3Response(404, new HeaderList())));
      assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
    }
  }

  /** What its last request ends with is the last that is read of it. */
  @Test
  void readsNoMoreOfAClientThatIsRefusedAndTakesNoAnswers() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                SHORT,
                request ->
                    new Plan.Answer(
                        new S3Response(
                            request.lengthBytes() == 0 ? 200 : 403,
                            new HeaderList(),
                            new byte[40_000])));
        RawClient client = proxy.connect()) {
      while (!isStuck(proxy)) {
        client.send(RawClient.request("GET", "/b/k"));
        proxy.nextEnded();
      }
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: 10"));
      proxy.nextEnded();
      client.send("0123456789");
      assertThat(new Flood(client, "y".repeat(1_000)).untilStopped())
          .isLessThan(MANY_BYTES / 1_000);
      for (int i = 0; i < 500 && proxy.connections() > 0; i++) {
        Thread.sleep(20);
      }
      assertThat(proxy.connections()).isZero();
    }
  }

  private static boolean isStuck(ProxyFixture proxy) throws InterruptedException {
    if (proxy.unsentBytes() > 0) {
      Thread.sleep(20); // else it might only be on its way
    }
    return proxy.unsentBytes() > 0;
  }

  /**
   * Sends one thing again and again, on a thread of its own, until the other side takes no more.
   */
  private static final class Flood {

    private final AtomicLong sent = new AtomicLong();
    private final Thread writer;

    Flood(RawClient client, String piece) {
      writer =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  while ((sent.get() + 1) * piece.length() < MANY_BYTES) {
                    client.send(piece);
                    sent.incrementAndGet();
                  }
                } catch (IOException closed) {
                  return; // the test is over, or the server has had enough
                }
              });
    }

    /**
     * How many pieces were sent whole when for half a second there was no more, at the latest all.
     */
    long untilStopped() {
      long before;
      do {
        before = sent.get();
        LockSupport.parkNanos(500_000_000L);
      } while (writer.isAlive() && sent.get() != before);
      return writer.isAlive() ? before : MANY_BYTES;
    }
  }
}
