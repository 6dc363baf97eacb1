package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A download joined to an upload: a copy through the proxy. */
@Timeout(60)
final class TransferTest {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final String COPY = RawClient.request("PUT", "/b/copy");

  @Test
  void storesTheTransformedBodyWhateverItsSize() throws Exception {
    for (int size : new int[] {0, 1, 65_535, 65_536, 5_000_000}) {
      byte[] body = Plans.random(size);
      CopyStore.Target target = new CopyStore.Target(size);
      try (FakeBackend backend = CopyStore.of(CopyStore.serving(body), target);
          ProxyFixture proxy = proxy(backend, size, CopyTransform::new);
          RawClient client = proxy.connect()) {
        for (int i = 0; i < 2; i++) { // connections on both sides may be used again
          client.send(COPY);
          assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(target.received()).isEqualTo(body);
        assertThat(backend.connections()).isEqualTo(2);
        assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      }
    }
  }

  @Test
  void readsNoMoreFromTheSourceThanAStoppedTargetTakes() throws Exception {
    long size = 1L << 30;
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                  byte[] piece = new byte[1 << 20];
                  for (long sent = 0; sent < size; sent += piece.length) {
                    connection.send(piece);
                  }
                },
                (head, connection) -> done.join());
        ProxyFixture proxy = proxy(backend, size, CopyTransform::new);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      long before;
      do {
        before = backend.sentBytes();
        Thread.sleep(300);
      } while (backend.sentBytes() != before);
      // What the kernel's socket buffers on both sides hold is not the proxy's to bound.
      assertThat(backend.sentBytes()).isBetween(1L, 32L << 20);
      done.complete(null);
    }
  }

  @Test
  void commitsNothingWhenTheSourceBreaksOff() throws Exception {
    for (boolean reset : new boolean[] {true, false}) {
      for (int sent : new int[] {0, 1, 500_000, 999_999}) {
        CopyStore.Target target = new CopyStore.Target(1_000_000);
        CopyTransform transform = new CopyTransform();
        try (FakeBackend backend =
                CopyStore.of(
                    connection -> {
                      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                      connection.send(new byte[sent]);
                      end(connection, reset);
                    },
                    target);
            ProxyFixture proxy = proxy(backend, 1_000_000, () -> transform);
            RawClient client = proxy.connect()) {
          client.send(COPY);
          assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
          assertThat(target.commits()).isFalse();
          assertThat(transform.isClosed()).isTrue();
        }
      }
    }
  }

  @Test
  void commitsNothingWhenTheBodyDoesNotVerifyAtItsEnd() throws Exception {
    for (int size : new int[] {0, 1, 1000, 1_000_000}) {
      CopyStore.Target target = new CopyStore.Target(size);
      FailingAtEnd transform = new FailingAtEnd();
      try (FakeBackend backend = CopyStore.of(CopyStore.serving(new byte[size]), target);
          ProxyFixture proxy = proxy(backend, size, () -> transform);
          RawClient client = proxy.connect()) {
        client.send(COPY);
        assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
        assertThat(target.commits()).isFalse();
        assertThat(transform.isClosed()).isTrue();
      }
    }
  }

  @Test
  void commitsNoEmptyObjectBeforeItsEndIsVerified() throws Exception {
    CopyStore.Target target = new CopyStore.Target(0);
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  pause(300);
                  connection.send("0\r\n\r\n");
                },
                target);
        ProxyFixture proxy = proxy(backend, 0, FailingAtEnd::new);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(target.commits()).isFalse();
    }
  }

  @Test
  void commitsNothingWhenTheTransformMakesMoreOrLessThanAnnounced() throws Exception {
    for (int announced : new int[] {999, 1001}) {
      CopyStore.Target target = new CopyStore.Target(announced);
      try (FakeBackend backend = CopyStore.of(CopyStore.serving(new byte[1000]), target);
          ProxyFixture proxy = proxy(backend, announced, CopyTransform::new);
          RawClient client = proxy.connect()) {
        client.send(COPY);
        assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
        assertThat(target.commits()).isFalse();
      }
    }
  }

  @Test
  void answersWhatTheTargetSaysEarlyAndLetsTheSourceGo() throws Exception {
    CompletableFuture<Long> sourceSent = new CompletableFuture<>();
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                  long sent = 0;
                  try {
                    for (; sent < 1_000_000_000; sent += 100_000) {
                      connection.send(new byte[100_000]);
                    }
                  } finally {
                    sourceSent.complete(sent);
                  }
                },
                (head, connection) -> {
                  connection.read(10);
                  connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                  // Until it is cut: closed with bytes unread, it would reset, and the answer be
                  // lost.
                  connection.readUpTo(1_000_000_000);
                });
        ProxyFixture proxy = proxy(backend, 1_000_000_000, CopyTransform::new);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
      assertThat(sourceSent.get(10, TimeUnit.SECONDS)).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void doesNotMindASourceThatStallsOnceTheTargetHasAnswered() throws Exception {
    Duration idle = Duration.ofMillis(400);
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
                  connection.readHead(); // until it is cut
                },
                (head, connection) -> {
                  connection.read(4);
                  connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                });
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                idle,
                copy(
                    1000,
                    CopyTransform::new,
                    response ->
                        new Plan.Await(
                            CompletableFuture.supplyAsync(
                                () -> Plans.sameStatus(response),
                                CompletableFuture.delayedExecutor(
                                    3 * idle.toMillis(), TimeUnit.MILLISECONDS)))));
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void refusesASuccessThatComesBeforeTheWholeBody() throws Exception {
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                  connection.send(new byte[100]);
                  connection.readHead(); // until it is cut
                },
                (head, connection) -> {
                  connection.read(10);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
        ProxyFixture proxy = proxy(backend, 1000, CopyTransform::new);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void answersAnErrorWhenTheTargetResetsAtAnyStage() throws Exception {
    for (int taken : new int[] {-1, 0, 1000, 1_000_000}) {
      CopyTransform transform = new CopyTransform();
      try (FakeBackend backend =
              CopyStore.of(
                  CopyStore.serving(new byte[1_000_000]),
                  (head, connection) -> {
                    connection.read(Math.max(0, taken));
                    connection.reset();
                  });
          ProxyFixture proxy = proxy(backend, 1_000_000, () -> transform);
          RawClient client = proxy.connect()) {
        client.send(COPY);
        assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
        assertThat(transform.isClosed()).isTrue();
      }
    }
  }

  @Test
  void cutsBothSidesWhenTheClientGoesAway() throws Exception {
    CompletableFuture<Boolean> sourceCut = new CompletableFuture<>();
    CopyStore.Target target = new CopyStore.Target(1_000_000);
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                  connection.send(new byte[1000]);
                  sourceCut.complete(connection.readHead().isEmpty());
                },
                target);
        ProxyFixture proxy = proxy(backend, 1_000_000, () -> transform)) {
      try (RawClient client = proxy.connect()) {
        client.send(COPY);
        target.awaitBegin();
      }
      assertThat(sourceCut.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(target.received().length).isLessThan(1_000_000);
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      assertThat(transform.isClosed()).isTrue();
    }
  }

  @Test
  void closesTheBodyWhenTheSourceIsNotWhatWasAskedFor() throws Exception {
    CopyStore.Target target = new CopyStore.Target(1000);
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend =
            CopyStore.of(
                connection ->
                    connection.send(
                        "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n"),
                target);
        ProxyFixture proxy = proxy(backend, 1000, () -> transform);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(target.commits()).isFalse();
      assertThat(transform.isClosed()).isTrue();
    }
  }

  @Test
  void closesTheBodyWhenTheClientGoesAwayBeforeTheSourceHasAnswered() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend =
            CopyStore.of(
                connection -> {
                  asked.complete(null);
                  connection.readHead(); // until it is cut
                },
                new CopyStore.Target(1000));
        ProxyFixture proxy = proxy(backend, 1000, () -> transform)) {
      try (RawClient client = proxy.connect()) {
        client.send(COPY);
        asked.get(10, TimeUnit.SECONDS);
      }
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      assertThat(transform.isClosed()).isTrue();
    }
  }

  @Test
  void closesTheBodyWhenTheSourceBreaksOffBeforeItsHead() throws Exception {
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend =
            CopyStore.of(FakeBackend.Connection::reset, new CopyStore.Target(1000));
        ProxyFixture proxy = proxy(backend, 1000, () -> transform);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(transform.isClosed()).isTrue();
    }
  }

  private static ProxyFixture proxy(
      FakeBackend backend, long storedBytes, Supplier<Transform> transform) {
    return new ProxyFixture(backend.port(), IDLE, copy(storedBytes, transform, Plans::sameStatus));
  }

  private static Function<ClientRequest, Plan> copy(
      long storedBytes, Supplier<Transform> transform, Function<BackendResponse, Plan> then) {
    return request ->
        new Plan.Transfer(
            BackendRequest.of("GET", "b", "k"),
            TransferTest::requireSuccess,
            BackendRequest.of("PUT", "b", "copy"),
            storedBytes,
            transform.get(),
            then);
  }

  private static void requireSuccess(BackendHead head) {
    if (!head.isSuccess()) {
      throw new BackendException("the source is gone");
    }
  }

  private static void pause(long millis) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .join();
  }

  private static void end(FakeBackend.Connection connection, boolean reset) throws IOException {
    if (reset) {
      connection.reset();
    } else {
      connection.close();
    }
  }
}
