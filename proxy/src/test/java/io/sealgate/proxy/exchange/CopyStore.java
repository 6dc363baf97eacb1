package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The store on both sides of a copy. */
final class CopyStore {

  private CopyStore() {}

  /** A store with an object to read and a place to write to. */
  static FakeBackend of(FakeBackend.Script reading, FakeBackend.Answers writing)
      throws IOException {
    return FakeBackend.answering((head, connection) -> {
      if (head.startsWith("GET ")) {
        reading.serve(connection);
      } else {
        writing.serve(head, connection);
      }
    });
  }

  /** Gives that body. */
  static FakeBackend.Script serving(byte[] body) {
    return connection -> {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
      connection.send(body);
    };
  }

  /** Takes a body of known length, and commits it if all of it comes. */
  static final class Target implements FakeBackend.Answers {
    private final int lengthBytes;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    Target(int lengthBytes) {
      this.lengthBytes = lengthBytes;
    }

    @Override
    public void serve(String head, FakeBackend.Connection connection) throws IOException {
      begun.complete(null);
      assertThat(FakeBackend.contentLength(head)).isEqualTo(lengthBytes);
      byte[] body = connection.readUpTo(lengthBytes);
      received.complete(body);
      if (body.length == lengthBytes) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      }
    }

    void awaitBegin() throws Exception {
      begun.get(10, TimeUnit.SECONDS);
    }

    byte[] received() throws Exception {
      return received.get(10, TimeUnit.SECONDS);
    }

    /** Whether a whole body comes within a moment; where none was asked for, none has come. */
    boolean commits() throws Exception {
      Thread.sleep(100);
      return begun.isDone() && received().length == lengthBytes;
    }
  }
}
