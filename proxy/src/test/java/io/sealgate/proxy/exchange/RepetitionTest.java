package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.server.RawClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked a second time when the store closes a connection that was kept. */
final class RepetitionTest {

  private static final Duration IDLE = Duration.ofSeconds(10);

  @Test
  void repeatsARequestWhenAKeptConnectionTurnsOutToBeDead() throws Exception {
    byte[] body = Plans.random(10);
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
              connection.send(body);
              connection.readHead(); // the second request is read and never answered
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(RawClient.request("GET", "/b/k"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(10)).isEqualTo(body);
      }
      assertThat(backend.connections()).isEqualTo(3);
    }
  }

  @Test
  void asksOnlyOnceABackendThatFallsSilentOnAKeptConnection() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (FakeBackend backend =
            FakeBackend.answering((head, connection) -> {
              if (requests.incrementAndGet() == 1) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            });
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), Duration.ofMillis(500), Plans::download);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(requests).hasValue(2);
    }
  }

  /**
   * The store may have done it before it closed the connection, and would then refuse what is asked
   * again because of itself: its client would be told that it has lost, though its object is there.
   */
  @ParameterizedTest
  @CsvSource({"PUT, If-None-Match", "PUT, If-Match", "DELETE, If-Match", "POST, X-None"})
  void asksNotAgainWhatMayHaveBeenDoneAndIsRefusedTheSecondTime(String method, String condition)
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              requests.incrementAndGet();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              connection.readHead();
              requests.incrementAndGet();
            });
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request ->
                    new Plan.Fetch(
                        BackendRequest.of(method, "b", "k")
                            .withHeaders(HeaderList.of(condition, "*")),
                        response ->
                            new Plan.Answer(
                                new S3Response(response.head().status(), new HeaderList()))));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(requests).hasValue(2);
    }
  }
}
