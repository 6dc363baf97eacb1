package io.sealgate.proxy.server;

import static io.sealgate.proxy.server.RawClient.request;
import static io.sealgate.proxy.server.ServerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.CopyTransform;
import io.sealgate.proxy.exchange.FakeBackend;
import io.sealgate.proxy.exchange.Plan;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping without breaking a transfer. */
@Timeout(60)
final class DrainTest {

  private static final String GET = request("GET", "/b/k");
  private static final int HALF_BYTES = 500_000;

  @Test
  void letsATransferFinishAndClosesTheIdleConnections() throws Exception {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + 2 * HALF_BYTES + "\r\n\r\n");
              connection.send(new byte[HALF_BYTES]);
              drained.join();
              connection.send(new byte[HALF_BYTES]);
            });
        ServerFixture server =
            ServerFixture.with(
                backend.port(),
                request ->
                    request.head().rawPath().equals("/idle")
                        ? ServerFixture.answer(200, "")
                        : relay());
        RawClient idle = server.connect();
        RawClient fresh = server.connect();
        RawClient busy = server.connect()) {
      assertThat(idle.send(request("GET", "/idle")).readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(busy.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
      await(() -> server.connections().count() == 3);
      server.connections().drain();
      assertThat(idle.isClosed()).isTrue();
      assertThat(fresh.isClosed()).isTrue();
      try (RawClient late = server.connect()) {
        assertThat(late.isClosed()).isTrue();
      }
      assertThat(server.connections().runningRequests()).isEqualTo(1);
      drained.complete(null);
      assertThat(busy.read(2 * HALF_BYTES)).hasSize(2 * HALF_BYTES);
      assertThat(busy.isClosed()).isTrue();
      await(() -> server.connections().count() == 0);
      assertThat(server.connections().runningRequests()).isZero();
    }
  }

  @Test
  void doesNotDropWhatASlowClientHasYetToTakeOfItsAnswer() throws Exception {
    String body = "x".repeat(20_000_000); // more than the sockets' own buffers hold
    try (ServerFixture server = ServerFixture.with(1, request -> ServerFixture.answer(200, body));
        RawClient client = server.connect()) {
      client.send(GET);
      server.nextEnded();
      server.connections().drain();
      assertThat(FakeBackend.contentLength(client.readHead())).isEqualTo(body.length());
      assertThat(client.read(body.length())).hasSize(body.length());
      assertThat(client.isClosed()).isTrue();
    }
  }

  private static Plan relay() {
    return new Plan.Download(
        BackendRequest.of("GET", "b", "k"),
        head ->
            new Plan.Relay(head.status(), new HeaderList(), 2L * HALF_BYTES, new CopyTransform()));
  }
}
