package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.server.RawClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators are told of how long the store takes. */
@Timeout(60)
final class AnswerTimesTest {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final long SLOW_MILLIS = 300;

  @Test
  void countWhatTheStoreTakesToAnswer() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              pause();
              connection.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      ProxyFixture.StoreAnswer answer = proxy.nextAnswer();
      assertThat(answer.method()).isEqualTo("GET");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.nanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS));
    }
  }

  @Test
  void doNotCountWhatAClientTakesToSendItsBody() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readBody(connection.readHead());
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::upload);
        RawClient client = proxy.connect()) {
      long beginNanos = System.nanoTime();
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: 2") + "a");
      pause();
      client.send("b");
      ProxyFixture.StoreAnswer answer = proxy.nextAnswer();
      long restNanos = System.nanoTime() - beginNanos - TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS);
      assertThat(answer.method()).isEqualTo("PUT");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.nanos()).isBetween(1L, restNanos);
    }
  }

  @Test
  void tellOfAStoreThatDoesNotAnswer() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.reset();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(proxy.nextAnswer().status()).isZero();
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
    }
  }

  private static void pause() {
    long beginNanos = System.nanoTime();
    while (System.nanoTime() - beginNanos < TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS)) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
