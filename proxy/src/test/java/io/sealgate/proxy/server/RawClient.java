package io.sealgate.proxy.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An S3 client that speaks HTTP byte by byte. */
public final class RawClient implements AutoCloseable {

  private final Socket socket;

  /** A client on a connected socket, which it closes. */
  public RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
  }

  /** A request's head with these header lines. */
  public static String request(String method, String path, String... lines) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Sends text as it is. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes as they are. */
  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Reads a head; what came so far when the connection is closed. */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    int b;
    while (head.indexOf("\r\n\r\n") < 0 && (b = socket.getInputStream().read()) >= 0) {
      head.append((char) b);
    }
    return head.toString();
  }

  /** Reads that many bytes, fewer when the connection is closed before. */
  public String read(int lengthBytes) throws IOException {
    return new String(readBytes(lengthBytes), StandardCharsets.ISO_8859_1);
  }

  /** Reads that many bytes, fewer when the connection is closed before. */
  public byte[] readBytes(int lengthBytes) throws IOException {
    return socket.getInputStream().readNBytes(lengthBytes);
  }

  /** Reads up to the end, be it a clean one or a reset; how many bytes there were. */
  public long drain() {
    long bytes = 0;
    byte[] buffer = new byte[65_536];
    try {
      int read;
      while ((read = socket.getInputStream().read(buffer)) >= 0) {
        bytes += read;
      }
    } catch (IOException reset) {
      return bytes;
    }
    return bytes;
  }

  /** Reads a chunked body (RFC 9112, section 7.1) to its end. */
  public String readChunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size;
    do {
      size = Integer.parseInt(readLine(), 16);
      body.append(read(size));
      readLine();
    } while (size > 0);
    return body.toString();
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int b;
    while ((b = socket.getInputStream().read()) >= 0 && b != '\n') {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  /** Whether the server closes the connection, having sent nothing more. */
  public boolean isClosed() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
