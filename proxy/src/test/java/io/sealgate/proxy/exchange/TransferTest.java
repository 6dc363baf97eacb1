package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Transform;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
      Target target = new Target(size);
      try (FakeBackend backend = source(serving(body), target);
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
            source(
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
        Target target = new Target(1_000_000);
        CopyTransform transform = new CopyTransform();
        try (FakeBackend backend =
                source(
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
      Target target = new Target(size);
      FailingAtEnd transform = new FailingAtEnd();
      try (FakeBackend backend = source(serving(new byte[size]), target);
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
  void commitsNothingWhenTheTransformMakesMoreOrLessThanAnnounced() throws Exception {
    for (int announced : new int[] {999, 1001}) {
      Target target = new Target(announced);
      try (FakeBackend backend = source(serving(new byte[1000]), target);
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
            source(
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
                  connection.readHead(); // until it is cut
                });
        ProxyFixture proxy = proxy(backend, 1_000_000_000, CopyTransform::new);
        RawClient client = proxy.connect()) {
      client.send(COPY);
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
      assertThat(sourceSent.get(10, TimeUnit.SECONDS)).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void refusesASuccessThatComesBeforeTheWholeBody() throws Exception {
    try (FakeBackend backend =
            source(
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
              source(
                  serving(new byte[1_000_000]),
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
    Target target = new Target(1_000_000);
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend =
            source(
                connection -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                  connection.send(new byte[1000]);
                  sourceCut.complete(connection.readHead().isEmpty());
                },
                target);
        ProxyFixture proxy = proxy(backend, 1_000_000, () -> transform)) {
      try (RawClient client = proxy.connect()) {
        client.send(COPY);
        target.begun.get(10, TimeUnit.SECONDS);
      }
      assertThat(sourceCut.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(target.received().length).isLessThan(1_000_000);
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      assertThat(transform.isClosed()).isTrue();
    }
  }

  private static ProxyFixture proxy(
      FakeBackend backend, long storedBytes, Supplier<Transform> transform) {
    return new ProxyFixture(
        backend.port(),
        IDLE,
        request ->
            new Plan.Download(
                BackendRequest.of("GET", "b", "k"),
                head ->
                    new Plan.Transfer(
                        BackendRequest.of("PUT", "b", "copy"),
                        storedBytes,
                        transform.get(),
                        Plans::sameStatus)));
  }

  /** A store with an object to read and a place to write to. */
  private static FakeBackend source(FakeBackend.Script reading, FakeBackend.Answers writing)
      throws IOException {
    return FakeBackend.answering((head, connection) -> {
      if (head.startsWith("GET ")) {
        reading.serve(connection);
      } else {
        writing.serve(head, connection);
      }
    });
  }

  private static FakeBackend.Script serving(byte[] body) {
    return connection -> {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
      connection.send(body);
    };
  }

  private static void end(FakeBackend.Connection connection, boolean reset) throws IOException {
    if (reset) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  /** Takes a body of known length, and commits it if all of it comes. */
  private static final class Target implements FakeBackend.Answers {
    private final int lengthBytes;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    Target(int lengthBytes) {
      this.lengthBytes = lengthBytes;
    }

    @Override
    public void serve(String head, FakeBackend.Connection connection) throws IOException {
      begun.complete(null);
      assertThat(FakeBackend.contentLength(head)).isEqualTo(lengthBytes);
      byte[] body = connection.readUpTo(lengthBytes);
      received.complete(body);
      if (body.length == lengthBytes) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      }
    }

    byte[] received() throws Exception {
      return received.get(10, TimeUnit.SECONDS);
    }

    /** Whether a whole body comes within a moment; where none was asked for, none has come. */
    boolean commits() throws Exception {
      Thread.sleep(100);
      return begun.isDone() && received().length == lengthBytes;
    }
  }
}
