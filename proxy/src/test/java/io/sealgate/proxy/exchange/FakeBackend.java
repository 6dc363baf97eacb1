package io.sealgate.proxy.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store that speaks HTTP byte by byte as a script tells it, so that tests can misbehave at any
 * point.
 */
public final class FakeBackend implements AutoCloseable {

  /** What the store does with one connection. */
  public interface Script {
    void serve(Connection connection) throws IOException;
  }

  /** What the store does with one request, whose head has been read. */
  public interface Answers {
    void serve(String head, Connection connection) throws IOException;
  }

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong sentBytes = new AtomicLong();

  public FakeBackend(Script script) throws IOException {
    listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            try {
              Socket socket = listener.accept();
              connections.incrementAndGet();
              Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  /** A store that answers requests one after the other on each connection. */
  static FakeBackend answering(Answers answers) throws IOException {
    return new FakeBackend(connection -> {
      String head = connection.readHead();
      while (!head.isEmpty()) {
        answers.serve(head, connection);
        head = connection.readHead();
      }
    });
  }

  /** A store that answers every request with that body. */
  static FakeBackend serving(byte[] body) throws IOException {
    return answering((head, connection) -> {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
      connection.send(body);
    });
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  public long sentBytes() {
    return sentBytes.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      script.serve(new Connection(socket));
    } catch (IOException gone) {
      // the proxy has closed the connection, as some tests want it to
    }
  }

  /** One connection of the proxy to the store. */
  public final class Connection {
    private final InputStream in;
    private final OutputStream out;
    private final Socket socket;

    private Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Reads a head; empty when the proxy has closed the connection, or sends none. */
    public String readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.length() < MAX_HEAD_BYTES) {
        int b = in.read();
        if (b < 0) {
          return "";
        }
        head.append((char) b);
        if (b == '\n' && head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
          return head.toString();
        }
      }
      return "";
    }

    /** Reads the body that the head announces. */
    public byte[] readBody(String head) throws IOException {
      return in.readNBytes((int) contentLength(head));
    }

    public byte[] read(int lengthBytes) throws IOException {
      return in.readNBytes(lengthBytes);
    }

    /** Reads that many bytes, fewer when the proxy closes or resets the connection before. */
    public byte[] readUpTo(int lengthBytes) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      try {
        int b;
        while (received.size() < lengthBytes && (b = in.read()) >= 0) {
          received.write(b);
        }
      } catch (IOException reset) {
        return received.toByteArray();
      }
      return received.toByteArray();
    }

    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      sentBytes.addAndGet(bytes.length);
    }

    public void close() throws IOException {
      socket.close();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  public static long contentLength(String head) {
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Long.parseLong(line.substring(15).strip());
      }
    }
    return 0;
  }
}
