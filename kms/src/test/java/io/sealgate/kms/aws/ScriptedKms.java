package io.sealgate.kms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A KMS that does what a test says, request by request; the last step is repeated for ever. */
final class ScriptedKms implements AutoCloseable {

  /** What becomes of one request. */
  sealed interface Step {

    /** An answer. */
    record Answer(int status, String body) implements Step {}

    /** Headers, then silence with the connection open. */
    record HangInBody() implements Step {}

    /** Silence with the connection open. */
    record Hang() implements Step {}

    /** The connection is cut. */
    record Cut() implements Step {}
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Step> script;
  private final HttpServer server;

  ScriptedKms(Step... script) throws IOException {
    this.script = List.of(script);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  static Step error(int status, String type) {
    return new Step.Answer(status, "{\"__type\":\"" + type + "\",\"message\":\"as scripted\"}");
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    int number = requests.getAndIncrement();
    switch (script.get(Math.min(number, script.size() - 1))) {
      case Step.Answer(int status, String body) -> {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      }
      case Step.Hang() -> awaitClosed();
      case Step.HangInBody() -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitClosed();
      }
      // Without an answer the server closes the connection.
      case Step.Cut() -> throw new IOException("as scripted");
    }
  }

  private void awaitClosed() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
