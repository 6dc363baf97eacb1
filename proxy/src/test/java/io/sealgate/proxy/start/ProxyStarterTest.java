package io.sealgate.proxy.start;

import static io.sealgate.proxy.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sealgate.proxy.RunningServer;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.exchange.FakeBackend;
import io.sealgate.proxy.server.RawClient;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** A whole server on real sockets, from its configuration file to its stop. */
@Timeout(60)
final class ProxyStarterTest {

  @TempDir private Path folder;

  @Test
  void servesPlainAndByTlsWithACertificateOfItsOwnAndStopsWhenDrained() throws Exception {
    try (FakeBackend backend =
        new FakeBackend(connection -> {
          while (!connection.readHead().isEmpty()) {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        })) {
      RunningServer server = new ProxyStarter().start(config(backend.port()));
      try {
        Address http = present(server.addresses().http());
        try (RawClient client = new RawClient(new Socket(http.host(), http.port()))) {
          assertRefusesAnonymously(client);
        }
        Recorder shown = new Recorder();
        try (RawClient client = new RawClient(tls(present(server.addresses().https()), shown))) {
          assertRefusesAnonymously(client);
          X509Certificate certificate = shown.certificate.get();
          certificate.verify(certificate.getPublicKey());
        }
        Address admin = present(server.addresses().admin());
        for (String path : new String[] {"/livez", "/readyz"}) {
          try (RawClient client = new RawClient(new Socket(admin.host(), admin.port()))) {
            assertThat(client.send(request("GET", path)).readHead()).startsWith("HTTP/1.1 200 ");
          }
        }
      } finally {
        server.drain();
        server.awaitStop();
      }
      Address http = present(server.addresses().http());
      assertThatThrownBy(() -> new Socket(http.host(), http.port()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void makesTheSystemBucketWhereItIsMissing() throws Exception {
    List<String> heads = new CopyOnWriteArrayList<>();
    try (FakeBackend backend =
        new FakeBackend(connection -> {
          for (String head = connection.readHead(); !head.isEmpty(); head = connection.readHead()) {
            heads.add(head.lines().findFirst().orElse(""));
            connection.readBody(head);
            connection.send(
                head.startsWith("HEAD ")
                    ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        })) {
      RunningServer server = new ProxyStarter().start(config(backend.port()));
      assertThat(heads)
          .startsWith("HEAD /sealgate-system HTTP/1.1", "PUT /sealgate-system HTTP/1.1");
      server.drain();
      server.awaitStop();
    }
  }

  @Test
  void endsWithASentenceWhenTheSystemBucketIsMissingAndMayNotBeMade() throws Exception {
    String denied = "<Error><Code>AccessDenied</Code></Error>";
    try (FakeBackend backend =
        new FakeBackend(connection -> {
          for (String head = connection.readHead(); !head.isEmpty(); head = connection.readHead()) {
            connection.send(
                head.startsWith("HEAD ")
                    ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 403 Forbidden\r\nContent-Length: 40\r\n\r\n" + denied);
          }
        })) {
      Config config = config(backend.port());
      assertThatThrownBy(() -> new ProxyStarter().start(config))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "the system bucket sealgate-system is missing on the backend and cannot be made "
                  + "(403 AccessDenied): make it, or let the backend's access key make buckets");
    }
  }

  @Test
  void startsWithoutABackendThatAnswers() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (FakeBackend backend =
        new FakeBackend(connection -> {
          connection.readHead();
          try {
            stopped.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        })) {
      RunningServer server = new ProxyStarter().start(config(backend.port()));
      Address admin = present(server.addresses().admin());
      try (RawClient client = new RawClient(new Socket(admin.host(), admin.port()))) {
        assertThat(client.send(request("GET", "/livez")).readHead()).startsWith("HTTP/1.1 200 ");
      }
      try (RawClient client = new RawClient(new Socket(admin.host(), admin.port()))) {
        long asked = System.nanoTime();
        String head = client.send(request("GET", "/readyz")).readHead();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        assertThat(head).startsWith("HTTP/1.1 503 ");
        assertThat(client.read((int) FakeBackend.contentLength(head)))
            .isEqualTo("not ready: the backend does not answer\n");
      }
      stopped.countDown();
      server.drain();
      server.awaitStop();
    }
  }

  @Test
  void startsWithoutAKeyServiceThatAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        FakeBackend backend =
            new FakeBackend(connection -> {
              while (!connection.readHead().isEmpty()) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      Config config =
          config(
              backend.port(),
              "{ type: remote, region: us-east-1, endpoint: \"http://127.0.0.1:"
                  + silent.getLocalPort()
                  + "\", access-key: AKKMS, secret-key: kms-secret }");
      long begun = System.nanoTime();
      RunningServer server = new ProxyStarter().start(config);
      try {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        Address admin = present(server.addresses().admin());
        try (RawClient client = new RawClient(new Socket(admin.host(), admin.port()))) {
          assertThat(client.send(request("GET", "/livez")).readHead()).startsWith("HTTP/1.1 200 ");
        }
        try (RawClient client = new RawClient(new Socket(admin.host(), admin.port()))) {
          String head = client.send(request("GET", "/readyz")).readHead();
          assertThat(head).startsWith("HTTP/1.1 503 ");
          assertThat(client.read((int) FakeBackend.contentLength(head)))
              .isEqualTo("not ready: the service key is not known to the key service\n");
        }
      } finally {
        server.drain();
        server.awaitStop();
      }
    }
  }

  @Test
  void saysInTheLogWhatAStopWaitsForAndWhatItCutsOff() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(S3Server.class);
    try (FakeBackend backend = new FakeBackend(FakeBackend.Connection::close)) {
      RunningServer server = new ProxyStarter().start(config(backend.port()));
      lines.start();
      logger.addAppender(lines);
      server.drain();
      server.awaitStop();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("draining", "drained");
    assertThat(lines.list.getFirst().getKeyValuePairs())
        .containsExactly(
            new KeyValuePair("requests", 0),
            new KeyValuePair("connections", 0),
            new KeyValuePair("limit_seconds", 30L));
    assertThat(lines.list.getLast().getKeyValuePairs())
        .containsExactly(new KeyValuePair("requests_cut_off", 0));
  }

  private static void assertRefusesAnonymously(RawClient client) throws Exception {
    String head = client.send(request("GET", "/bucket/key")).readHead();
    assertThat(head).startsWith("HTTP/1.1 403 ").contains("x-amz-request-id");
    assertThat(client.read((int) FakeBackend.contentLength(head))).contains("AccessDenied");
  }

  private Config config(int backendPort) throws Exception {
    return config(
        backendPort,
        "{ type: embedded, store: ./kms, listen: 127.0.0.1:0, seal: { type: file, path: ./seal.key"
            + " } }");
  }

  private Config config(int backendPort, String kms) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("sealgate.yaml"),
            """
            listen: { http: 127.0.0.1:0, https: 127.0.0.1:0 }
            admin: { address: 127.0.0.1:0 }
            backend: { endpoint: "http://127.0.0.1:%d", access-key: b, secret-key: b-secret }
            clients: [ { name: app, access-key: AKAPP, secret-key: app-secret } ]
            kms: %s
            limits: { event-loops: 1 }
            """
                .formatted(backendPort, kms));
    return new ConfigLoader(name -> null).server(file);
  }

  private static Socket tls(Address address, Recorder shown) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {shown}, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(address.host(), address.port());
    socket.startHandshake();
    return socket;
  }

  private static Address present(@Nullable Address address) {
    if (address == null) {
      throw new AssertionError("does not listen there");
    }
    return address;
  }

  /** Trusts every certificate and remembers the last. */
  private static final class Recorder implements X509TrustManager {
    private final AtomicReference<X509Certificate> certificate = new AtomicReference<>();

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      certificate.set(chain[0]);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
