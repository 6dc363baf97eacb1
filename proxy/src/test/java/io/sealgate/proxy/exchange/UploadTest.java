package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.server.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class UploadTest {

  private static final Duration IDLE = Duration.ofSeconds(30);

  @Test
  void streamsAnUploadToTheBackendWhateverItsSize() throws Exception {
    for (int size : new int[] {1, 65_535, 65_536, 5_000_000}) {
      byte[] body = Plans.random(size);
      CompletableFuture<byte[]> stored = new CompletableFuture<>();
      try (FakeBackend backend =
              new FakeBackend(connection -> {
                stored.complete(connection.readBody(connection.readHead()));
                connection.send("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n");
              });
          ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::upload);
          RawClient client = proxy.connect()) {
        client.send(RawClient.request("PUT", "/b/k", "Content-Length: " + size));
        client.send(body);
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(stored.get(10, TimeUnit.SECONDS)).isEqualTo(body);
        assertThat(proxy.nextEnded().receivedBytes()).isEqualTo(size);
      }
    }
  }

  @Test
  void readsNoMoreFromTheClientThanAStoppedBackendTakes() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread writer;
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              done.join();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::upload);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: " + (1L << 30)));
      long[] written = new long[1];
      writer =
          Thread.ofVirtual()
              .start(() -> {
                byte[] piece = new byte[1 << 16];
                try {
                  while (true) {
                    client.send(piece);
                    written[0] += piece.length;
                  }
                } catch (IOException closed) {
                  return;
                }
              });
      long before;
      do {
        before = written[0];
        Thread.sleep(300);
      } while (written[0] != before);
      assertThat(written[0]).isBetween(1L, 32L << 20);
      done.complete(null);
    }
    // Closing the socket is what made its write fail.
    writer.join();
  }

  /**
   * Closing with bytes unread resets the connection, so that a write fails before the answer is
   * read.
   */
  @Test
  void passesOnTheRefusalOfABackendThatClosesBeforeItHasReadTheBody() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (FakeBackend backend =
              new FakeBackend(connection -> {
                connection.readHead();
                connection.send(
                    "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                connection.close();
              });
          ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::upload);
          RawClient client = proxy.connect()) {
        client.send(RawClient.request("PUT", "/b/k", "Content-Length: 5000000"));
        client.send(new byte[5_000_000]);
        assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
      }
    }
  }

  @Test
  void cutsTheBackendOffWhenTheBodyDoesNotVerifyAtItsEnd() throws Exception {
    CompletableFuture<Integer> received = new CompletableFuture<>();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              received.complete(connection.read(1000).length);
            });
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request ->
                    new Plan.Upload(
                        BackendRequest.of("PUT", "b", "k"),
                        1000,
                        new FailingAtEnd(),
                        response -> new Plan.Answer(new S3Response(200, new HeaderList()))));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: 1000"));
      client.send(new byte[1000]);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(received.get(10, TimeUnit.SECONDS)).isLessThan(1000);
    }
  }

  @Test
  void endsAnUploadWhoseClientFallsSilent() throws Exception {
    try (FakeBackend backend = new FakeBackend(connection -> connection.read(1 << 20));
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), Duration.ofMillis(500), Plans::upload);
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: 1000000"));
      client.send(new byte[10]);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(proxy.nextEnded().errorCode()).isEqualTo("S3Exception");
    }
  }
}
