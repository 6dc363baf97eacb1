package io.sealgate.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.server.RawClient;
import io.sealgate.proxy.server.Transport;
import io.sealgate.s3.read.HttpDate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DocumentServerTest {

  private static final int REQUESTS = 50;
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Transport TRANSPORT = Transport.preferred();

  private static final String SLOW = "/slow";

  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final List<byte[]> answers = new CopyOnWriteArrayList<>();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  private final MultiThreadIoEventLoopGroup loops = TRANSPORT.eventLoops(1);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    workers.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void handlesPipelinedRequestsOneAfterTheOther() throws Exception {
    try (DocumentServer server = server(DocumentLimits.DEFAULT);
        RawClient client = client(server)) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < REQUESTS; i++) {
        requests.append(RawClient.request("GET", "/" + i));
      }
      client.send(requests.toString());
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        String path = "/" + i;
        assertThat(client.read(path.length())).isEqualTo(path);
      }
      assertThat(most.get()).isEqualTo(1);
    }
  }

  @Test
  void takesNoMoreConnectionsThanItsLimitUntilOneOfThemGoes() throws Exception {
    try (DocumentServer server = server(new DocumentLimits(1, 10, 100, PATIENT))) {
      try (RawClient first = client(server)) {
        assertServed(first);
        try (RawClient second = client(server)) {
          assertThat(second.drain()).isZero();
        }
        assertServed(first);
      }
      // The first one's place is free as soon as the server has seen it go.
      assertThat(Stream.generate(() -> isServed(server)).limit(1_000)).contains(true);
    }
  }

  @Test
  void refusesBodiesBeyondItsLimit() throws Exception {
    try (DocumentServer server = server(new DocumentLimits(1, 10, 100, PATIENT));
        RawClient client = client(server)) {
      client.send(RawClient.request("POST", "/", "Content-Length: 100") + "x".repeat(100));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(client.read(1)).isEqualTo("/");
      client.send(RawClient.request("POST", "/", "Content-Length: 101"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void takesBodiesInPiecesUpToItsLimit() throws Exception {
    try (DocumentServer server = server(new DocumentLimits(1, 10, 100, PATIENT));
        RawClient client = client(server)) {
      String chunked = RawClient.request("POST", "/", "Transfer-Encoding: chunked");
      client.send(chunked + "1\r\nx\r\n".repeat(100) + "0\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(client.read(1)).isEqualTo("/");
      client.send(chunked + "1\r\nx\r\n".repeat(101));
      assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
      assertThat(client.drain()).isZero();
    }
  }

  @Test
  void refusesHeadsOfMoreLinesThanItsLimit() throws Exception {
    String[] lines = Stream.generate(() -> "a: b").limit(10).toArray(String[]::new);
    try (DocumentServer server = server(new DocumentLimits(1, 10, 100, PATIENT));
        RawClient client = client(server)) {
      client.send(RawClient.request("GET", "/", lines));
      assertThat(client.readHead()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void refusesWhatIsNoRequest() throws Exception {
    try (DocumentServer server = server(DocumentLimits.DEFAULT);
        RawClient client = client(server)) {
      client.send("GET / HTTP/1.1\r\n broken\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void saysThatABodyMayComeToWhomAsksFirst() throws Exception {
    try (DocumentServer server = server(DocumentLimits.DEFAULT);
        RawClient client = client(server)) {
      client.send(RawClient.request("POST", "/", "Content-Length: 1", "Expect: 100-continue"));
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
      client.send("x");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void saysWhatTimeItIs() throws Exception {
    try (DocumentServer server = server(DocumentLimits.DEFAULT);
        RawClient client = client(server)) {
      String head = client.send(RawClient.request("GET", "/")).readHead();
      String date = head.lines().filter(line -> line.startsWith("date: ")).findFirst().orElse("");
      assertThat(HttpDate.parse(date.substring("date: ".length())).orElseThrow())
          .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
  }

  @Test
  void endsIdleConnectionsWhenItCloses() throws Exception {
    DocumentServer server = server(DocumentLimits.DEFAULT);
    try (RawClient client = client(server)) {
      assertServed(client);
      server.close();
      assertThat(client.drain()).isZero();
    }
  }

  @Test
  void givesTheAnswerThatIsDueWhenItCloses() throws Exception {
    DocumentServer server = server(DocumentLimits.DEFAULT);
    try (RawClient client = client(server)) {
      client.send(RawClient.request("GET", SLOW));
      answering.await();
      server.close();
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").contains("connection: close");
      assertThat(client.read(SLOW.length())).isEqualTo(SLOW);
      assertThat(client.drain()).isZero();
    }
  }

  @Test
  void zeroesRequestsAndAnswersWhenTheyAreDoneWith() throws Exception {
    try (DocumentServer server = server(DocumentLimits.DEFAULT)) {
      try (RawClient client = client(server)) {
        client.send(RawClient.request("POST", "/", "Content-Length: 3") + "abc");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.read(1)).isEqualTo("/");
        assertServed(client); // the one before is over
      }
      assertThat(bodies.getFirst()).containsOnly(0).hasSize(3);
      assertThat(answers.getFirst()).containsOnly(0).hasSize(1);
    }
  }

  @Test
  void closesAConnectionWhoseRequestComesByteByByte() throws Exception {
    try (DocumentServer server = server(new DocumentLimits(1, 10, 100, Duration.ofMillis(300)));
        RawClient client = client(server)) {
      client.send("GET / HTTP/1.1\r\nHost: ");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 400; i++) {
                  client.send("x");
                  Thread.sleep(50);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  private static void assertServed(RawClient client) throws IOException {
    client.send(RawClient.request("GET", "/"));
    assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
    assertThat(client.read(1)).isEqualTo("/");
  }

  private static boolean isServed(DocumentServer server) {
    try (RawClient client = client(server)) {
      return client.send(RawClient.request("GET", "/")).readHead().startsWith("HTTP/1.1 200 ");
    } catch (IOException closed) {
      return false;
    }
  }

  private static RawClient client(DocumentServer server) throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.address().port()));
  }

  private DocumentServer server(DocumentLimits limits) {
    return DocumentServer.listen(
        loops,
        TRANSPORT.serverChannel(),
        new Address("127.0.0.1", 0),
        null,
        (head, body) -> handle(head.rawPath(), body),
        workers,
        limits);
  }

  private DocumentAnswer handle(String path, byte[] body) {
    bodies.add(body);
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    answering.countDown();
    LockSupport.parkNanos(path.equals(SLOW) ? 200_000_000 : 1_000_000);
    running.decrementAndGet();
    DocumentAnswer answer = DocumentAnswer.text(200, path);
    answers.add(answer.body());
    return answer;
  }
}
