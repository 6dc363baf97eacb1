package io.sealgate.proxy.server;

import static io.sealgate.proxy.server.RawClient.request;
import static io.sealgate.proxy.server.ServerFixture.answer;
import static io.sealgate.proxy.server.ServerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.CopyTransform;
import io.sealgate.proxy.exchange.FakeBackend;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that send or take too slowly, or not at all: who is waited for, and for how long. */
final class ClientTimeoutsTest {

  private static final int NO_BACKEND = 1;
  private static final Duration IDLE = Duration.ofMillis(800);
  private static final int LENGTH_BYTES = 8_000_000;

  @Test
  void closesAConnectionWhoseRequestHeadComesByteByByte() throws Exception {
    try (ServerFixture server =
            ServerFixture.withIdleTimeout(NO_BACKEND, IDLE, request -> answer(200, ""));
        RawClient client = server.connect()) {
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> {
                client.send("GET /b/k HTTP/1.1\r\nHost: localhost\r\nX: ");
                while (true) {
                  client.send("y");
                  Thread.sleep(20);
                }
              })
          .isInstanceOf(IOException.class);
      assertThat(System.nanoTime() - start)
          .isBetween(IDLE.toNanos(), 20 * IDLE.toNanos()); // before the head is too long
      await(() -> server.connections().count() == 0);
    }
  }

  @Test
  void letsABodyTakeItsTimeAsLongAsBytesCome() throws Exception {
    try (ServerFixture server =
            ServerFixture.withIdleTimeout(NO_BACKEND, IDLE, request -> received());
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Content-Length: 24"));
      for (int i = 0; i < 24; i++) {
        client.send("y");
        Thread.sleep(100);
      }
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusesABodyThatStopsComing() throws Exception {
    try (ServerFixture server =
            ServerFixture.withIdleTimeout(NO_BACKEND, IDLE, request -> received());
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Content-Length: 24")).send("too little");
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(server.nextEnded().errorCode()).isEqualTo("S3Exception");
    }
  }

  @Test
  void letsAClientSendAllOfItsBodyBeforeItLooksForTheRefusal() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, request -> answer(403, "no"));
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Content-Length: 30"));
      for (int i = 0; i < 30; i++) {
        client.send("y");
        Thread.sleep(100);
      }
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ").contains("close");
      assertThat(client.read(3)).isEqualTo("no");
    }
  }

  @Test
  void cutsOffAClientThatNeverEndsItsRefusedBody() throws Exception {
    try (ServerFixture server =
            ServerFixture.withIdleTimeout(NO_BACKEND, IDLE, request -> answer(403, "no"));
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Content-Length: " + LENGTH_BYTES));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 400; i++) { // 20 s
                  client.send("y");
                  Thread.sleep(50);
                }
              })
          .isInstanceOf(IOException.class);
      await(() -> server.connections().count() == 0);
    }
  }

  @Test
  void closesAConnectionWhoseAnswerNobodyTakes() throws Exception {
    try (ServerFixture server =
            ServerFixture.withIdleTimeout(
                NO_BACKEND,
                IDLE,
                request ->
                    new Plan.Answer(
                        new S3Response(200, new HeaderList(), new byte[LENGTH_BYTES])));
        RawClient client = server.connect()) {
      client.send(request("GET", "/b/k"));
      assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      await(() -> server.connections().count() == 0);
    }
  }

  @Test
  void breaksOffADownloadThatNobodyTakes() throws Exception {
    try (FakeBackend backend = new FakeBackend(ClientTimeoutsTest::sendBody);
        ServerFixture server =
            ServerFixture.withIdleTimeout(backend.port(), IDLE, request -> relay());
        RawClient client = server.connect()) {
      client.send(request("GET", "/b/k")).readHead();
      assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.BROKEN_OFF);
      await(() -> server.connections().count() == 0 && server.openBackendConnections() == 0);
    }
  }

  @Test
  void letsASlowReaderTakeItsTimeAsLongAsItTakesBytes() throws Exception {
    try (FakeBackend backend = new FakeBackend(ClientTimeoutsTest::sendBody);
        ServerFixture server =
            ServerFixture.withIdleTimeout(backend.port(), IDLE, request -> relay());
        RawClient client = server.connect()) {
      client.send(request("GET", "/b/k")).readHead();
      int taken = 0;
      while (taken < LENGTH_BYTES) {
        taken += client.read(Math.min(200_000, LENGTH_BYTES - taken)).length();
        Thread.sleep(150);
      }
      assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
    }
  }

  @Test
  void blamesTheBackendForABodyThatItDoesNotTake() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              sleep(Duration.ofSeconds(20));
            });
        ServerFixture server =
            ServerFixture.withTimeouts(
                backend.port(), IDLE, IDLE.multipliedBy(3), ClientTimeoutsTest::upload);
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Content-Length: " + 4 * LENGTH_BYTES));
      Thread.ofVirtual()
          .start(() -> {
            try {
              client.send("y".repeat(4 * LENGTH_BYTES));
            } catch (IOException refused) {
              // as it should be
            }
          });
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(server.nextEnded().errorCode()).isEqualTo(BackendException.class.getSimpleName());
    }
  }

  private static Plan received() {
    return new Plan.Receive(new CopyTransform(), 100, body -> answer(200, ""));
  }

  private static Plan upload(ClientRequest request) {
    return new Plan.Upload(
        BackendRequest.of("PUT", "b", "k"),
        request.lengthBytes(),
        new CopyTransform(),
        response -> answer(200, ""));
  }

  private static Plan relay() {
    return new Plan.Download(
        BackendRequest.of("GET", "b", "k"),
        head -> new Plan.Relay(head.status(), new HeaderList(), LENGTH_BYTES, new CopyTransform()));
  }

  private static void sendBody(FakeBackend.Connection connection) throws IOException {
    connection.readHead();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH_BYTES + "\r\n\r\n");
    connection.send(new byte[LENGTH_BYTES]);
    connection.readHead();
  }

  private static void sleep(Duration duration) throws IOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
