package io.sealgate.kms.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.kms.aws.TestClients;
import io.sealgate.kms.engine.KmsEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The endpoint behind the JDK's own HTTP server, so that real clients can drive it. */
final class WireServer implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final KmsEndpoint endpoint;
  private final HttpServer server;

  WireServer(KmsEngine engine) {
    this.endpoint =
        new KmsEndpoint(
            engine,
            CredentialStore.of(List.of(TestClients.identity())),
            TestClients.REGION,
            InstantSource.system(),
            RandomBytes.secure());
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    HeaderList headers = new HeaderList();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    String query = exchange.getRequestURI().getRawQuery();
    KmsAnswer answer =
        endpoint.answer(
            new RequestHead(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers),
            exchange.getRequestBody().readAllBytes());
    answer
        .headers()
        .forEach(line -> exchange.getResponseHeaders().add(line.getKey(), line.getValue()));
    // The JDK's server takes -1 for "no body" and 0 for "of unknown length".
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
