package io.sealgate.proxy.server;

import static io.sealgate.proxy.server.RawClient.request;
import static io.sealgate.proxy.server.ServerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.CopyTransform;
import io.sealgate.proxy.exchange.FakeBackend;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a request when the store answers too early, oddly or not at all. */
@Timeout(60)
final class BackendSideTest {

  private static final String GET = request("GET", "/b/k");
  private static final String UPLOAD = request("PUT", "/b/k", "Content-Length: 1000");

  @Test
  void passesAnEarlyErrorOnAndClosesTheConnection() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 507 Full\r\nContent-Length: 4\r\n\r\nfull");
              connection.read(1);
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::upload);
        RawClient client = server.connect()) {
      client.send(UPLOAD);
      assertThat(client.readHead()).startsWith("HTTP/1.1 507 ").contains("close");
      assertThat(client.read(4)).isEqualTo("full");
      client.send("x".repeat(1000));
      assertThat(client.isClosed()).isTrue();
      await(() -> server.openBackendConnections() == 0);
    }
  }

  @Test
  void refusesASuccessThatComesBeforeTheWholeBody() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              connection.read(1);
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::upload);
        RawClient client = server.connect()) {
      client.send(UPLOAD);
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ").contains("close");
      assertThat(server.nextEnded().errorCode()).isEqualTo("BackendException");
    }
  }

  @Test
  void relaysAndFetchesChunkedAnswers() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              while (!connection.readHead().isEmpty()) {
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                connection.send("3\r\nabc\r\n");
                connection.send("2\r\nde\r\n0\r\n\r\n");
              }
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::fetchOrRelay);
        RawClient client = server.connect()) {
      for (String path : new String[] {"/fetch", "/relay", "/fetch"}) {
        client.send(request("GET", path));
        assertThat(FakeBackend.contentLength(client.readHead())).isEqualTo(5);
        assertThat(client.read(5)).isEqualTo("abcde");
      }
      assertThat(backend.connections()).isEqualTo(1);
    }
  }

  @Test
  void doesNotTakeAMalformedChunkedAnswerForAWholeOne() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              connection.send("3\r\nabc\r\nnot-a-length\r\n");
              connection.read(1);
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::fetchOrRelay);
        RawClient client = server.connect()) {
      assertThat(client.send(request("GET", "/fetch")).readHead()).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void canAlwaysOpenConnectionsAgainOnceOthersAreClosed() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");
              connection.send("abcde");
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::fetchOrRelay);
        RawClient client = server.connect()) {
      for (int i = 0; i < 3 * ServerFixture.BACKEND_CONNECTIONS; i++) {
        assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.read(5)).isEqualTo("abcde");
        await(() -> server.openBackendConnections() == 0);
      }
    }
  }

  /** Of listings whose clients have left, each may still be asking the store for many rows. */
  @Test
  void leavesConnectionsToClientsWhateverProceduresAsk() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              if (connection.readHead().startsWith("GET /b/slow ")) {
                end.join();
              }
              connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");
              connection.send("abcde");
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::fetchOrRelay);
        ExecutorService procedures = Executors.newVirtualThreadPerTaskExecutor();
        RawClient client = server.connect()) {
      List<Future<BackendResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 2 * ServerFixture.BACKEND_CONNECTIONS; i++) {
        answers.add(procedures.submit(() -> server.call(BackendRequest.of("GET", "b", "slow"))));
      }
      await(() -> backend.connections() == ServerFixture.BACKEND_CONNECTIONS / 2);
      Thread.sleep(200); // long enough for more of them
      assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
      end.complete(null);
      for (Future<BackendResponse> answer : answers) {
        assertThat(answer.get().head().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void forgetsAFailedAttemptToConnect() throws Exception {
    int closedPort;
    try (FakeBackend backend = new FakeBackend(connection -> {})) {
      closedPort = backend.port();
    }
    try (ServerFixture server = ServerFixture.with(closedPort, BackendSideTest::fetchOrRelay);
        RawClient client = server.connect()) {
      for (int i = 0; i < 3 * ServerFixture.BACKEND_CONNECTIONS; i++) {
        String head = client.send(GET).readHead();
        assertThat(client.read((int) FakeBackend.contentLength(head))).contains("be reached");
      }
      assertThat(server.openBackendConnections()).isZero();
    }
  }

  @Test
  void noticesThatTheStoreClosesAnIdleConnection() throws Exception {
    CompletableFuture<Void> close = new CompletableFuture<>();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde");
              close.join();
            });
        ServerFixture server = ServerFixture.with(backend.port(), BackendSideTest::fetchOrRelay);
        RawClient client = server.connect()) {
      client.send(GET).readHead();
      assertThat(server.openBackendConnections()).isEqualTo(1);
      close.complete(null);
      await(() -> server.openBackendConnections() == 0);
    }
  }

  @Test
  void answersAndKeepsNoConnectionWhenARequestCannotBeWritten() throws Exception {
    try (FakeBackend backend = new FakeBackend(connection -> connection.read(1));
        ServerFixture server =
            ServerFixture.with(
                backend.port(),
                request ->
                    new Plan.Fetch(
                        BackendRequest.of("GET", "b", "k")
                            .withHeaders(HeaderList.of("x", "line\nbreak")),
                        response -> answer(200, response.body())));
        RawClient client = server.connect()) {
      assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(server.openBackendConnections()).isZero();
    }
  }

  @Test
  void cutsADownloadWhoseClientLeftBeforeTheBackendWasConnected() throws Exception {
    BlockingQueue<Runnable> lookups = new LinkedBlockingQueue<>();
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
              connection.read(1);
            });
        ServerFixture server =
            ServerFixture.withResolver(
                backend.port(), lookups::add, request -> relay(1_000_000_000))) {
      try (RawClient client = server.connect()) {
        client.send(GET);
        await(() -> !lookups.isEmpty());
      }
      assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      lookups.remove().run();
      await(() -> backend.connections() == 1);
      await(() -> server.openBackendConnections() == 0);
    }
  }

  @Test
  void letsASlowClientBeSlowerThanTheBackendMayBe() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readBody(connection.readHead());
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            });
        ServerFixture server =
            ServerFixture.withBackendTimeout(
                backend.port(), Duration.ofMillis(200), BackendSideTest::upload);
        RawClient client = server.connect()) {
      client.send(UPLOAD);
      Thread.sleep(700);
      client.send("x".repeat(1000));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static Plan upload(ClientRequest request) {
    return new Plan.Upload(
        BackendRequest.of("PUT", "b", "k"),
        request.lengthBytes(),
        new CopyTransform(),
        response -> answer(response.head().status(), response.body()));
  }

  private static Plan fetchOrRelay(ClientRequest request) {
    return request.head().rawPath().equals("/relay")
        ? relay(5)
        : new Plan.Fetch(
            BackendRequest.of("GET", "b", "k"),
            response -> answer(response.head().status(), response.body()));
  }

  private static Plan relay(long lengthBytes) {
    return new Plan.Download(
        BackendRequest.of("GET", "b", "k"),
        head -> new Plan.Relay(head.status(), new HeaderList(), lengthBytes, new CopyTransform()));
  }

  private static Plan answer(int status, byte[] body) {
    return new Plan.Answer(new S3Response(status, new HeaderList(), body));
  }
}
