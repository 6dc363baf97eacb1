package io.sealgate.proxy.server;

import static io.sealgate.proxy.server.RawClient.request;
import static io.sealgate.proxy.server.ServerFixture.answer;
import static io.sealgate.proxy.server.ServerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.config.IpRange;
import io.sealgate.proxy.exchange.CopyTransform;
import io.sealgate.proxy.exchange.FakeBackend;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients see of the server whatever they ask for: limits, heads, framing, keep-alive. */
@Timeout(60)
final class ClientSideTest {

  private static final int NO_BACKEND = 1;
  private static final String GET = request("GET", "/b/k");

  @Test
  void closesConnectionsBeyondTheLimitAndTakesNewOnesAfterwards() throws Exception {
    try (ServerFixture server = ServerFixture.withConnections(2, head -> answer(200, "ok"))) {
      RawClient first = server.connect();
      try (RawClient second = server.connect()) {
        assertThat(first.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(second.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
        try (RawClient third = server.connect()) {
          assertThat(third.isClosed()).isTrue();
        }
        first.close();
        await(() -> server.connections().count() == 1);
        try (RawClient fourth = server.connect()) {
          assertThat(fourth.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
        }
      }
      await(() -> server.connections().count() == 0);
      assertThat(server.connections().runningRequests()).isZero();
    }
  }

  @Test
  void refusesHeadsBeyondTheirLimits() throws Exception {
    String[] lines = new String[ServerFixture.MAX_HEADERS];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "X-" + i + ": y";
    }
    String longText = "y".repeat(ServerFixture.MAX_HEAD_BYTES);
    assertRefused(request("GET", "/b/k", lines), "431");
    assertRefused(request("GET", "/b/k", "X: " + longText), "431");
    assertRefused(request("GET", "/" + longText), "414");
    assertRefused("GET /b/k HTTP/1.1\r\nbad header: x\r\n\r\n", "400");
    lines[0] = "Connection: keep-alive";
    lines[1] = lines[0];
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, head -> answer(200, "ok"));
        RawClient client = server.connect()) {
      String[] justEnough = Arrays.copyOf(lines, ServerFixture.MAX_HEADERS - 1);
      assertThat(client.send(request("GET", "/b/k", justEnough)).readHead())
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void letsAClientReadTheRefusalOfAHeadWhileItIsStillSending() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, head -> answer(200, "ok"));
        RawClient client = server.connect()) {
      client.send(request("GET", "/" + "y".repeat(ServerFixture.MAX_HEAD_BYTES)));
      client.send("z".repeat(2_000_000));
      assertThat(client.readHead()).startsWith("HTTP/1.1 414 ");
    }
  }

  @Test
  void believesTheProtocolThatATrustedProxyForwardsAndNobodyElse() throws Exception {
    String forwarded = request("GET", "/b/k", "X-Forwarded-Proto: https");
    for (String trusted : new String[] {"127.0.0.0/8", "10.0.0.0/8"}) {
      try (ServerFixture server =
              ServerFixture.trusting(
                  List.of(IpRange.parse(trusted)),
                  request -> answer(200, request.secure() ? "https" : "plain"));
          RawClient client = server.connect()) {
        String expected = trusted.startsWith("127") ? "https" : "plain";
        client.send(forwarded).readHead();
        assertThat(client.read(5)).isEqualTo(expected);
        client.send(GET).readHead();
        assertThat(client.read(5)).isEqualTo("plain");
      }
    }
  }

  @Test
  void answersHeadWithTheLengthAndWithoutTheBody() throws Exception {
    try (ServerFixture server =
            ServerFixture.with(
                NO_BACKEND,
                request ->
                    request.head().rawPath().equals("/announced")
                        ? answer(200, "", "Content-Length", "12345")
                        : answer(404, "an error"));
        RawClient client = server.connect()) {
      client.send(request("HEAD", "/announced")).send(request("HEAD", "/error")).send(GET);
      assertThat(FakeBackend.contentLength(client.readHead())).isEqualTo(12_345);
      assertThat(client.readHead()).startsWith("HTTP/1.1 404 ").contains("content-length: 8");
      assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
      assertThat(client.read(8)).isEqualTo("an error");
    }
  }

  @Test
  void answersNotModifiedWithoutBodyOrLength() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, head -> answer(304, "dropped"));
        RawClient client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(GET).readHead())
            .startsWith("HTTP/1.1 304 ")
            .doesNotContainIgnoringCase("content-length");
      }
    }
  }

  @Test
  void takesAChunkedBody() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, request -> echo());
        RawClient client = server.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send(request("PUT", "/b/k", "Transfer-Encoding: chunked"));
        client.send("3\r\nabc\r\n5;x=y\r\ndefgh\r\n0\r\nTrailer: z\r\n\r\n");
        assertThat(FakeBackend.contentLength(client.readHead())).isEqualTo(8);
        assertThat(client.read(8)).isEqualTo("abcdefgh");
      }
    }
  }

  @Test
  void refusesAChunkedBodyThatIsMalformedInsteadOfTakingWhatCameForTheWhole() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, request -> echo());
        RawClient client = server.connect()) {
      client.send(request("PUT", "/b/k", "Transfer-Encoding: chunked"));
      client.send("3\r\nabc\r\nnot-a-length\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ").contains("close");
      assertThat(server.nextEnded().errorCode()).isEqualTo("S3Exception");
    }
  }

  @Test
  void says100ContinueNeitherForAnEmptyBodyNorBehindTheAnswer() throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, request -> answer(200, "ok"))) {
      try (RawClient client = server.connect()) {
        client.send(request("PUT", "/b/k", "Content-Length: 0", "Expect: 100-continue"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.read(2)).isEqualTo("ok");
        assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
      }
      try (RawClient client = server.connect()) {
        client.send(request("PUT", "/b/k", "Content-Length: 2", "Expect: 100-continue"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.read(2)).isEqualTo("ok");
        assertThat(client.isClosed()).isTrue();
      }
    }
  }

  @Test
  void closesAConnectionThatWaitsTooLongWithItsNextRequest() throws Exception {
    try (ServerFixture server =
            ServerFixture.withKeepAlive(Duration.ofMillis(400), request -> answer(200, ""));
        RawClient client = server.connect()) {
      assertThat(client.send(GET).readHead()).startsWith("HTTP/1.1 200 ");
      long start = System.nanoTime();
      assertThat(client.isClosed()).isTrue();
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(300).toNanos());
    }
  }

  @Test
  void endsARequestThatNothingCanBeAnsweredTo() throws Exception {
    try (ServerFixture server =
        ServerFixture.with(
            NO_BACKEND,
            request ->
                switch (request.head().rawPath()) {
                  case "/error" -> throw new AssertionError("a mistake");
                  case "/failure-fails" -> throw new IllegalStateException("refused");
                  default -> answer(200, "", "Bad", "line\nbreak");
                })) {
      try (RawClient client = server.connect()) {
        assertThat(client.send(request("GET", "/error")).readHead()).startsWith("HTTP/1.1 503 ");
        assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      }
      for (String path : new String[] {"/failure-fails", "/bad-header"}) {
        try (RawClient client = server.connect()) {
          assertThat(client.send(request("GET", path)).isClosed()).isTrue();
          assertThat(server.nextEnded().outcome()).isEqualTo(Outcome.BROKEN_OFF);
        }
      }
      await(() -> server.connections().runningRequests() == 0);
    }
  }

  @Test
  void showsThePlannerTheFailureItselfWhenAnAwaitedPlanFails() throws Exception {
    try (ServerFixture server =
            ServerFixture.with(
                NO_BACKEND,
                request ->
                    new Plan.Await(CompletableFuture.failedFuture(new IOException("the cause"))));
        RawClient client = server.connect()) {
      client.send(GET).readHead();
      assertThat(server.nextEnded().errorCode()).isEqualTo("IOException");
    }
  }

  private static void assertRefused(String head, String status) throws Exception {
    try (ServerFixture server = ServerFixture.with(NO_BACKEND, request -> answer(200, "ok"));
        RawClient client = server.connect()) {
      assertThat(client.send(head).readHead())
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("close");
      assertThat(client.isClosed()).isTrue();
      assertThat(server.connections().runningRequests()).isZero();
    }
  }

  private static Plan echo() {
    return new Plan.Receive(
        new CopyTransform(),
        100,
        body -> new Plan.Answer(new S3Response(200, new HeaderList(), body)));
  }
}
