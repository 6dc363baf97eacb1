package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.telemetry.RequestTrace;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DownloadTest {

  private static final Duration IDLE = Duration.ofSeconds(30);

  @Test
  void streamsADownloadToTheClientWhateverItsSize() throws Exception {
    for (int size : new int[] {0, 1, 65_536, 5_000_000}) {
      byte[] body = Plans.random(size);
      try (FakeBackend backend = FakeBackend.serving(body);
          ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
          RawClient client = proxy.connect()) {
        client.send(RawClient.request("GET", "/b/k"));
        String answer = client.readHead();
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(FakeBackend.contentLength(answer)).isEqualTo(size);
        assertThat(client.readBytes(size)).isEqualTo(body);
        assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      }
    }
  }

  @Test
  void readsNoMoreFromTheBackendThanAStoppedClientTakes() throws Exception {
    byte[] piece = Plans.random(1 << 20);
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 30) + "\r\n\r\n");
              for (int i = 0; i < 1024; i++) {
                connection.send(piece);
              }
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      client.readHead();
      long before;
      do {
        before = backend.sentBytes();
        Thread.sleep(300);
      } while (backend.sentBytes() != before);
      // What the kernel's socket buffers on both sides hold is not the proxy's to bound.
      assertThat(backend.sentBytes()).isLessThan(32L << 20);
    }
  }

  @Test
  void breaksTheTransferVisiblyWhenTheBackendStopsShort() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              connection.send(new byte[400_000]);
              connection.close();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(FakeBackend.contentLength(client.readHead())).isEqualTo(1_000_000);
      assertThat(client.drain()).isLessThan(1_000_000);
      RequestTrace ended = proxy.nextEnded();
      assertThat(ended.outcome()).isEqualTo(Outcome.BROKEN_OFF);
      assertThat(ended.status()).isEqualTo(200);
      assertThat(ended.sentBytes()).as("all but what is withheld").isEqualTo(399_999);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b/k", "/b/tail"})
  void makesTwoRequestsAtOnceAndWaitsForTheSlower(String slower) throws Exception {
    byte[] body = Plans.random(300_000);
    CountDownLatch asked = new CountDownLatch(2);
    try (FakeBackend backend =
            FakeBackend.answering((head, connection) -> {
              awaitBoth(asked);
              if (head.startsWith("GET " + slower + " ")) {
                pause();
              }
              serve(head, connection, body);
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::downloadWithTail);
        RawClient client = proxy.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send(RawClient.request("GET", "/b/k"));
        String answer = client.readHead();
        assertThat(answer).contains("X-Tail: the end\r\n");
        assertThat(client.readBytes(body.length)).isEqualTo(body);
        assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      }
      assertThat(backend.connections()).as("kept for the second request").isEqualTo(2);
    }
  }

  @Test
  void holdsAnAnswerUpToTheLimitOfItsPlan() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[5 << 20])) {
      assertThat(fetched(backend, Plan.Fetch::new)).startsWith("HTTP/1.1 503 ");
      assertThat(fetched(backend, (request, then) -> new Plan.Fetch(request, 5 << 20, then)))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  private static String fetched(
      FakeBackend backend,
      BiFunction<BackendRequest, Function<BackendResponse, Plan>, Plan.Fetch> fetch)
      throws Exception {
    try (ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request -> fetch.apply(BackendRequest.of("GET", "b", "k"), Plans::sameStatus));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      return client.readHead();
    }
  }

  @Test
  void goesOnWithoutAFetchThatFails() throws Exception {
    byte[] body = Plans.random(300_000);
    try (FakeBackend backend =
            FakeBackend.answering((head, connection) -> {
              if (head.startsWith("GET /b/tail ")) {
                connection.reset();
              } else {
                serve(head, connection, body);
              }
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::downloadWithTail);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).contains("X-Tail: none\r\n");
      assertThat(client.readBytes(body.length)).isEqualTo(body);
    }
  }

  @Test
  void cutsTheFetchOffWhenTheDownloadFails() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    try (FakeBackend backend =
            FakeBackend.answering((head, connection) -> {
              if (head.startsWith("GET /b/tail ")) {
                assertThat(connection.readHead()).isEmpty();
                cut.countDown();
              } else {
                connection.reset();
              }
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::downloadWithTail);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(cut.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void serve(String head, FakeBackend.Connection connection, byte[] body)
      throws IOException {
    byte[] answer =
        head.startsWith("GET /b/tail ") ? "the end".getBytes(StandardCharsets.UTF_8) : body;
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + answer.length + "\r\n\r\n");
    connection.send(answer);
  }

  private static void awaitBoth(CountDownLatch asked) throws IOException {
    asked.countDown();
    try {
      if (!asked.await(20, TimeUnit.SECONDS)) {
        throw new IOException("the other request did not come");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void answersAnErrorWhenTheBackendResetsBeforeTheFirstByte() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.reset();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void endsARequestWhoseBackendFallsSilent() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.readHead();
            });
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), Duration.ofMillis(500), Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
    }
  }
}
