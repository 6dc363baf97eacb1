package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExchangeTest {

  private static final Duration IDLE = Duration.ofSeconds(30);

  @Test
  void answersPipelinedRequestsOneAfterTheOtherOnOneBackendConnection() throws Exception {
    byte[] body = Plans.random(100_000);
    try (FakeBackend backend = FakeBackend.serving(body);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download);
        RawClient client = proxy.connect()) {
      for (int i = 0; i < 3; i++) {
        client.send(RawClient.request("GET", "/b/k"));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(body.length)).isEqualTo(body);
      }
      assertThat(backend.connections()).isEqualTo(1);
    }
  }

  @Test
  void letsARequestWaitThatComesBeforeTheLastIsAnswered() throws Exception {
    BlockingQueue<CompletableFuture<Plan>> asked = new LinkedBlockingQueue<>();
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request -> {
                  CompletableFuture<Plan> plan = new CompletableFuture<>();
                  asked.add(plan);
                  return new Plan.Await(plan);
                });
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/first"));
      CompletableFuture<Plan> first = asked.take();
      client.send(RawClient.request("GET", "/b/second"));
      assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();
      first.complete(new Plan.Answer(new S3Response(200, new HeaderList())));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      asked.take().complete(new Plan.Answer(new S3Response(404, new HeaderList())));
      assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void says100ContinueOnlyWhenTheBodyIsWanted() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request ->
                    request.head().rawPath().equals("/refused")
                        ? new Plan.Answer(new S3Response(403, new HeaderList()))
                        : new Plan.Receive(
                            new CopyTransform(),
                            100,
                            body ->
                                new Plan.Answer(new S3Response(200, new HeaderList(), body))))) {
      try (RawClient client = proxy.connect()) {
        client.send(
            RawClient.request("PUT", "/wanted", "Content-Length: 2", "Expect: 100-continue"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
        client.send(new byte[] {'o', 'k'});
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readBytes(2)).isEqualTo(new byte[] {'o', 'k'});
      }
      try (RawClient client = proxy.connect()) {
        client.send(
            RawClient.request("PUT", "/refused", "Content-Length: 2", "Expect: 100-continue"));
        assertThat(client.readHead()).startsWith("HTTP/1.1 403 ").contains("close");
      }
    }
  }

  @Test
  void letsAClientReadTheRefusalWhileItIsStillSending() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request -> new Plan.Answer(new S3Response(403, new HeaderList())));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("PUT", "/b/k", "Content-Length: 3000000"));
      client.send(new byte[3_000_000]);
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void freesThePlanWhenTheClientGoesAwayWhileItWaits() throws Exception {
    assertFreed(plan -> plan);
  }

  /** As of a sealed upload with If-Match: the object is looked at, and then a key awaited. */
  @Test
  void freesThePlanThatIsAwaitedByThePlanThatItWaitsFor() throws Exception {
    assertFreed(plan -> new Plan.Await(CompletableFuture.completedFuture(plan)));
  }

  private static void assertFreed(UnaryOperator<Plan> late) throws Exception {
    CompletableFuture<Plan> awaited = new CompletableFuture<>();
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), IDLE, request -> new Plan.Await(awaited))) {
      try (RawClient client = proxy.connect()) {
        client.send(RawClient.request("PUT", "/b/k", "Content-Length: 10"));
        Thread.sleep(200);
      }
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      awaited.complete(
          late.apply(
              new Plan.Receive(
                  transform, 10, body -> new Plan.Answer(new S3Response(200, new HeaderList())))));
      for (int i = 0; i < 100 && !transform.isClosed(); i++) {
        Thread.sleep(20);
      }
      assertThat(transform.isClosed()).isTrue();
    }
  }

  @Test
  void freesWhatAFetchHoldsWhenItBringsNothing() throws Exception {
    CountDownLatch freed = new CountDownLatch(1);
    try (FakeBackend backend = new FakeBackend(FakeBackend.Connection::readHead);
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), IDLE, request -> fetch().holding(freed::countDown));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 503 ");
      assertThat(freed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void leavesWhatAFetchHoldsToWhatGoesOnWithItsAnswer() throws Exception {
    AtomicInteger freed = new AtomicInteger();
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(), IDLE, request -> fetch().holding(freed::incrementAndGet));
        RawClient client = proxy.connect()) {
      client.send(RawClient.request("GET", "/b/k"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(freed).hasValue(0);
    }
  }

  private static Plan.Fetch fetch() {
    return new Plan.Fetch(
        BackendRequest.of("GET", "b", "k"),
        response -> new Plan.Answer(new S3Response(200, new HeaderList())));
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download)) {
      for (String bad :
          new String[] {
            "GET /x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "GET /x HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET /x HTTP/1.1\r\nbad header: x\r\n\r\n",
            "GET /x HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
          }) {
        try (RawClient client = proxy.connect()) {
          client.send(bad);
          assertThat(client.readHead()).startsWith("HTTP/1.1 4");
          assertThat(client.isClosed()).isTrue();
        }
      }
    }
  }

  /** The connection would be reset over what has not been read, and the answer be lost with it. */
  @Test
  void letsAClientThatIsNotUnderstoodReadSo() throws Exception {
    try (FakeBackend backend = FakeBackend.serving(new byte[0]);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, Plans::download)) {
      for (String length : new String[] {"abc", "5, 6", "-1", "99999999999999999999"}) {
        try (RawClient client = proxy.connect()) {
          client.send("PUT /x HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n");
          for (int i = 0; i < 30; i++) {
            client.send("y".repeat(10_000));
            Thread.sleep(10);
          }
          assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        }
      }
    }
  }
}
