package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.telemetry.RequestTrace.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExchangeTest {

  private static final Duration IDLE = Duration.ofSeconds(30);

  @Test
  void streamsAnUploadToTheBackendWhateverItsSize() throws Exception {
    for (int size : new int[] {1, 65_535, 65_536, 5_000_000}) {
      byte[] body = random(size);
      CompletableFuture<byte[]> stored = new CompletableFuture<>();
      try (FakeBackend backend =
              new FakeBackend(connection -> {
                stored.complete(connection.readBody(connection.readHead()));
                connection.send("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n");
              });
          ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::upload);
          Socket client = proxy.connect()) {
        client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: " + size));
        client.getOutputStream().write(body);
        assertThat(readHead(client)).startsWith("HTTP/1.1 200 ");
        assertThat(stored.get(10, TimeUnit.SECONDS)).isEqualTo(body);
        assertThat(proxy.nextEnded().receivedBytes()).isEqualTo(size);
      }
    }
  }

  @Test
  void streamsADownloadToTheClientWhateverItsSize() throws Exception {
    for (int size : new int[] {0, 1, 65_536, 5_000_000}) {
      byte[] body = random(size);
      try (FakeBackend backend = serving(body);
          ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
          Socket client = proxy.connect()) {
        client.getOutputStream().write(head("GET", "/b/k"));
        String answer = readHead(client);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(FakeBackend.contentLength(answer)).isEqualTo(size);
        assertThat(client.getInputStream().readNBytes(size)).isEqualTo(body);
        assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.ANSWERED);
      }
    }
  }

  @Test
  void answersPipelinedRequestsOneAfterTheOtherOnOneBackendConnection() throws Exception {
    byte[] body = random(100_000);
    try (FakeBackend backend = serving(body);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
        Socket client = proxy.connect()) {
      for (int i = 0; i < 3; i++) {
        client.getOutputStream().write(head("GET", "/b/k"));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(readHead(client)).startsWith("HTTP/1.1 200 ");
        assertThat(client.getInputStream().readNBytes(body.length)).isEqualTo(body);
      }
      assertThat(backend.connections()).isEqualTo(1);
    }
  }

  @Test
  void readsNoMoreFromTheBackendThanAStoppedClientTakes() throws Exception {
    byte[] piece = random(1 << 20);
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 30) + "\r\n\r\n");
              for (int i = 0; i < 1024; i++) {
                connection.send(piece);
              }
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("GET", "/b/k"));
      readHead(client);
      long before;
      do {
        before = backend.sentBytes();
        Thread.sleep(300);
      } while (backend.sentBytes() != before);
      // What the kernel's socket buffers on both sides hold is not the proxy's to bound.
      assertThat(backend.sentBytes()).isLessThan(32L << 20);
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
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::upload);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: " + (1L << 30)));
      long[] written = new long[1];
      writer =
          Thread.ofVirtual()
              .start(() -> {
                byte[] piece = new byte[1 << 16];
                try {
                  while (true) {
                    client.getOutputStream().write(piece);
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
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: 1000"));
      client.getOutputStream().write(new byte[1000]);
      assertThat(readHead(client)).startsWith("HTTP/1.1 503 ");
      assertThat(received.get(10, TimeUnit.SECONDS)).isLessThan(1000);
    }
  }

  @Test
  void breaksTheTransferVisiblyWhenTheBackendStopsShort() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              connection.send(new byte[400_000]);
              connection.close();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("GET", "/b/k"));
      assertThat(FakeBackend.contentLength(readHead(client))).isEqualTo(1_000_000);
      assertThat(drain(client.getInputStream())).isLessThan(1_000_000);
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.BROKEN_OFF);
    }
  }

  @Test
  void answersAnErrorWhenTheBackendResetsBeforeTheFirstByte() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.reset();
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("GET", "/b/k"));
      assertThat(readHead(client)).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void repeatsARequestWhenAKeptConnectionTurnsOutToBeDead() throws Exception {
    byte[] body = random(10);
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
              connection.send(body);
              connection.readHead(); // the second request is read and never answered
            });
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download);
        Socket client = proxy.connect()) {
      for (int i = 0; i < 3; i++) {
        client.getOutputStream().write(head("GET", "/b/k"));
        assertThat(readHead(client)).startsWith("HTTP/1.1 200 ");
        assertThat(client.getInputStream().readNBytes(10)).isEqualTo(body);
      }
      assertThat(backend.connections()).isEqualTo(3);
    }
  }

  @Test
  void says100ContinueOnlyWhenTheBodyIsWanted() throws Exception {
    try (FakeBackend backend = serving(new byte[0]);
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
      try (Socket client = proxy.connect()) {
        client
            .getOutputStream()
            .write(head("PUT", "/wanted", "Content-Length: 2", "Expect: 100-continue"));
        assertThat(readHead(client)).startsWith("HTTP/1.1 100 ");
        client.getOutputStream().write(new byte[] {'o', 'k'});
        assertThat(readHead(client)).startsWith("HTTP/1.1 200 ");
        assertThat(client.getInputStream().readNBytes(2)).isEqualTo(new byte[] {'o', 'k'});
      }
      try (Socket client = proxy.connect()) {
        client
            .getOutputStream()
            .write(head("PUT", "/refused", "Content-Length: 2", "Expect: 100-continue"));
        assertThat(readHead(client)).startsWith("HTTP/1.1 403 ").contains("close");
      }
    }
  }

  @Test
  void letsAClientReadTheRefusalWhileItIsStillSending() throws Exception {
    try (FakeBackend backend = serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(
                backend.port(),
                IDLE,
                request -> new Plan.Answer(new S3Response(403, new HeaderList())));
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: 3000000"));
      client.getOutputStream().write(new byte[3_000_000]);
      assertThat(readHead(client)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void endsAnUploadWhoseClientFallsSilent() throws Exception {
    try (FakeBackend backend = new FakeBackend(connection -> connection.read(1 << 20));
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), Duration.ofMillis(500), ExchangeTest::upload);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: 1000000"));
      client.getOutputStream().write(new byte[10]);
      assertThat(readHead(client)).startsWith("HTTP/1.1 503 ");
      assertThat(proxy.nextEnded().errorCode()).isEqualTo("S3Exception");
    }
  }

  @Test
  void endsARequestWhoseBackendFallsSilent() throws Exception {
    try (FakeBackend backend =
            new FakeBackend(connection -> {
              connection.readHead();
              connection.readHead();
            });
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), Duration.ofMillis(500), ExchangeTest::download);
        Socket client = proxy.connect()) {
      client.getOutputStream().write(head("GET", "/b/k"));
      assertThat(readHead(client)).startsWith("HTTP/1.1 503 ");
    }
  }

  @Test
  void freesThePlanWhenTheClientGoesAwayWhileItWaits() throws Exception {
    CompletableFuture<Plan> awaited = new CompletableFuture<>();
    CopyTransform transform = new CopyTransform();
    try (FakeBackend backend = serving(new byte[0]);
        ProxyFixture proxy =
            new ProxyFixture(backend.port(), IDLE, request -> new Plan.Await(awaited))) {
      try (Socket client = proxy.connect()) {
        client.getOutputStream().write(head("PUT", "/b/k", "Content-Length: 10"));
        Thread.sleep(200);
      }
      assertThat(proxy.nextEnded().outcome()).isEqualTo(Outcome.CLIENT_GONE);
      awaited.complete(
          new Plan.Receive(
              transform, 10, body -> new Plan.Answer(new S3Response(200, new HeaderList()))));
      for (int i = 0; i < 100 && !transform.isClosed(); i++) {
        Thread.sleep(20);
      }
      assertThat(transform.isClosed()).isTrue();
    }
  }

  @Test
  void refusesWhatIsNotHttp() throws Exception {
    try (FakeBackend backend = serving(new byte[0]);
        ProxyFixture proxy = new ProxyFixture(backend.port(), IDLE, ExchangeTest::download)) {
      for (String bad :
          new String[] {
            "GET /x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            "GET /x HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET /x HTTP/1.1\r\nbad header: x\r\n\r\n",
            "GET /x HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
          }) {
        try (Socket client = proxy.connect()) {
          client.getOutputStream().write(bad.getBytes(StandardCharsets.ISO_8859_1));
          assertThat(readHead(client)).startsWith("HTTP/1.1 4");
          assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
      }
    }
  }

  private static Plan upload(ClientRequest request) {
    return new Plan.Upload(
        BackendRequest.of("PUT", "b", "k"),
        request.lengthBytes(),
        new CopyTransform(),
        response -> new Plan.Answer(new S3Response(response.head().status(), new HeaderList())));
  }

  private static Plan download(ClientRequest unused) {
    return new Plan.Download(
        BackendRequest.of("GET", "b", "k"),
        head -> new Plan.Relay(200, new HeaderList(), head.lengthBytes(), new CopyTransform()));
  }

  private static FakeBackend serving(byte[] body) throws IOException {
    return new FakeBackend(connection -> {
      while (!connection.readHead().isEmpty()) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
        connection.send(body);
      }
    });
  }

  private static byte[] head(String method, String path, String... lines) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String readHead(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    int b;
    while ((b = client.getInputStream().read()) >= 0) {
      head.append((char) b);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  private static long drain(InputStream in) {
    long bytes = 0;
    try {
      byte[] buffer = new byte[65536];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        bytes += read;
      }
    } catch (IOException reset) {
      return bytes;
    }
    return bytes;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /**
   * Turns every byte but the last over and fails at the end, like a body whose checksum is wrong.
   */
  private static final class FailingAtEnd implements io.sealgate.crypto.Transform {
    private final CopyTransform copy = new CopyTransform();

    @Override
    public int outputBound(int inputBytes) {
      return copy.outputBound(inputBytes);
    }

    @Override
    public void update(java.nio.ByteBuffer in, java.nio.ByteBuffer out) {
      copy.update(in, out);
    }

    @Override
    public void finish(java.nio.ByteBuffer out) {
      throw new IllegalStateException("does not verify");
    }

    @Override
    public void close() {
      copy.close();
    }
  }
}
