package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.telemetry.RequestTrace;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that take longer than clients wait. */
@Timeout(60)
final class KeepAliveTest {

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final String COMPLETE = RawClient.request("POST", "/b/k");
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final Duration SLOW = ProxyFixture.PATIENCE.multipliedBy(4);
  private static final int NO_BACKEND = 1;

  @Test
  void answersAsUsualWhenTheOutcomeIsKnownSoon() throws Exception {
    try (ProxyFixture proxy =
            keptAlive(NO_BACKEND, () -> awaiting(Duration.ZERO, document(201, "<R/>")));
        RawClient client = proxy.connect()) {
      client.send(COMPLETE);
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 201 ").contains("x-late: 1").doesNotContain("x-early");
      assertThat(client.read((int) FakeBackend.contentLength(head)))
          .isEqualTo(DECLARATION + "<R/>");
    }
  }

  @Test
  void sendsWhiteSpaceBetweenTheDeclarationAndTheDocument() throws Exception {
    try (ProxyFixture proxy = keptAlive(NO_BACKEND, () -> slow(document(200, "<R>a</R>")));
        RawClient client = proxy.connect()) {
      for (int i = 0; i < 2; i++) { // the connection goes on
        client.send(COMPLETE);
        assertThat(client.readHead())
            .startsWith("HTTP/1.1 200 ")
            .containsIgnoringCase("transfer-encoding: chunked")
            .contains("Content-Type: application/xml")
            .contains("x-early: 1")
            .contains("x-amz-request-id: ")
            .doesNotContain("x-late")
            .doesNotContain("Content-Length");
        assertThat(client.readChunks()).matches("\\Q" + DECLARATION + "\\E {2,}\\Q<R>a</R>\\E");
        assertThat(proxy.nextEnded().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void tellsALateErrorInTheBody() throws Exception {
    try (ProxyFixture proxy =
            keptAlive(
                NO_BACKEND,
                () ->
                    new Plan.Await(
                        CompletableFuture.supplyAsync(
                            () -> {
                              throw new IllegalStateException("<Error/>");
                            },
                            after(SLOW))));
        RawClient client = proxy.connect()) {
      client.send(COMPLETE);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(client.readChunks()).startsWith(DECLARATION).endsWith(" <Error/>");
      RequestTrace trace = proxy.nextEnded();
      assertThat(trace.errorCode()).isEqualTo("IllegalStateException");
      assertThat(trace.outcome()).isEqualTo(Outcome.ANSWERED);
    }
  }

  @Test
  void breaksOffWhereThereIsNothingToSayInABody() throws Exception {
    try (ProxyFixture proxy =
            keptAlive(
                NO_BACKEND, () -> slow(new Plan.Answer(new S3Response(304, new HeaderList()))));
        RawClient client = proxy.connect()) {
      client.send(COMPLETE);
      client.readHead();
      client.drain();
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.BROKEN_OFF);
    }
  }

  @Test
  void leavesAClientOfHttp10WithoutAByteUntilTheOutcome() throws Exception {
    try (ProxyFixture proxy = keptAlive(NO_BACKEND, () -> slow(document(201, "<R/>")));
        RawClient client = proxy.connect()) {
      client.send("POST /b/k HTTP/1.0\r\nHost: localhost\r\n\r\n");
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 201 ");
      assertThat(client.read((int) FakeBackend.contentLength(head)))
          .isEqualTo(DECLARATION + "<R/>");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void endsWhenTheClientGoesAwayMeanwhile() throws Exception {
    CompletableFuture<Plan> never = new CompletableFuture<>();
    try (ProxyFixture proxy = keptAlive(NO_BACKEND, () -> new Plan.Await(never))) {
      try (RawClient client = proxy.connect()) {
        client.send(COMPLETE);
        client.readHead();
      }
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
    }
  }

  @Test
  void coversEveryPlanThatFollows() throws Exception {
    try (FakeBackend backend =
            FakeBackend.answering((head, connection) -> {
              if (head.startsWith("GET")) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
              } else {
                connection.read(4);
                pause(SLOW);
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            });
        ProxyFixture proxy =
            keptAlive(
                backend.port(),
                () ->
                    new Plan.Transfer(
                        BackendRequest.of("GET", "b", "k"),
                        head -> {},
                        BackendRequest.of("PUT", "b", "copy"),
                        4,
                        new CopyTransform(),
                        response -> document(200, "<R/>")));
        RawClient client = proxy.connect()) {
      client.send(COMPLETE);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").contains("x-early: 1");
      assertThat(client.readChunks()).endsWith(" <R/>");
    }
  }

  @Test
  void countsTheWhiteSpaceOfTheBackendAsLife() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              for (int i = 0; i < 10; i++) {
                connection.send("1\r\n \r\n");
                pause(ProxyFixture.PATIENCE);
              }
              connection.send("4\r\n<R/>\r\n0\r\n\r\n");
            });
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                ProxyFixture.PATIENCE.multipliedBy(3),
                request ->
                    new Plan.Fetch(
                        BackendRequest.of("POST", "b", "k"),
                        response ->
                            new Plan.Answer(
                                new S3Response(200, new HeaderList(), response.body()))));
        RawClient client = proxy.connect()) {
      client.send(COMPLETE);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(client.read(14)).isEqualTo(" ".repeat(10) + "<R/>");
    }
  }

  private static ProxyFixture keptAlive(int backendPort, Supplier<Plan> first) {
    return new ProxyFixture(
        backendPort,
        IDLE,
        request -> new Plan.KeepAlive(HeaderList.of("x-early", "1"), first.get()));
  }

  private static Plan slow(Plan then) {
    return awaiting(SLOW, then);
  }

  private static Plan awaiting(Duration time, Plan then) {
    return new Plan.Await(CompletableFuture.supplyAsync(() -> then, after(time)));
  }

  private static Executor after(Duration time) {
    return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void pause(Duration time) {
    CompletableFuture.runAsync(() -> {}, after(time)).join();
  }

  private static Plan document(int status, String root) {
    return new Plan.Answer(
        new S3Response(
            status,
            HeaderList.of("x-late", "1"),
            (DECLARATION + root).getBytes(StandardCharsets.UTF_8)));
  }
}
