package io.sealgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sealgate.auth.Headers;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes the head of a message that Sealgate sends (RFC 9112, sections 2 to 5), in one pass and
 * without a message object between. Whatever would end a line early is refused, wherever it comes
 * from: a head carries no line that was not meant.
 */
public final class HeadWriter {

  private static final int INITIAL_BYTES = 2048;
  private static final String VERSION = "HTTP/1.1";

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int lengthBytes;

  private HeadWriter() {}

  /**
   * Begins a request.
   *
   * @param method the method
   * @param target path and query, percent-encoded
   * @throws IllegalArgumentException when either holds white space or control characters
   */
  public static HeadWriter ofRequest(String method, String target) {
    HeadWriter head = new HeadWriter();
    head.reserve(method.length() + target.length() + VERSION.length() + 4);
    head.appendWord(method);
    head.bytes[head.lengthBytes++] = ' ';
    head.appendWord(target);
    head.bytes[head.lengthBytes++] = ' ';
    head.appendWord(VERSION);
    head.endLine();
    return head;
  }

  /** Begins an answer of that status. */
  public static HeadWriter ofResponse(int status) {
    String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
    HeadWriter head = new HeadWriter();
    head.reserve(VERSION.length() + reason.length() + 16);
    head.appendWord(VERSION);
    head.bytes[head.lengthBytes++] = ' ';
    head.appendWord(Integer.toString(status));
    head.bytes[head.lengthBytes++] = ' ';
    head.appendValue(reason);
    head.endLine();
    return head;
  }

  /**
   * Adds a header line.
   *
   * @param name the header's name
   * @param value one line of text; what ISO 8859-1 does not have becomes a question mark
   * @throws IllegalArgumentException when the name is not one, or the value holds control
   *     characters other than tabs
   */
  public HeadWriter line(String name, String value) {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException("not the name of a header");
    }
    reserve(name.length() + value.length() + 4);
    appendWord(name);
    bytes[lengthBytes++] = ':';
    bytes[lengthBytes++] = ' ';
    appendValue(value);
    endLine();
    return this;
  }

  /** Adds all lines, as {@link #line} does. */
  public HeadWriter lines(Headers headers) {
    for (Map.Entry<String, String> line : headers) {
      line(line.getKey(), line.getValue());
    }
    return this;
  }

  /** Ends the head: its bytes as they go over the wire. */
  public byte[] toBytes() {
    reserve(2);
    endLine();
    return Arrays.copyOf(bytes, lengthBytes);
  }

  /** Ends the head, and appends it to a buffer. */
  public void writeTo(ByteBuf target) {
    reserve(2);
    endLine();
    target.writeBytes(bytes, 0, lengthBytes);
  }

  /** How long it is by now; {@link #writeTo} adds two bytes more. */
  public int lengthBytes() {
    return lengthBytes;
  }

  private void appendWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c <= ' ' || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException("not part of a head: a character " + (int) c);
      }
      bytes[lengthBytes++] = (byte) c;
    }
  }

  private void appendValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw new IllegalArgumentException("not part of a header's value: a character " + (int) c);
      }
      bytes[lengthBytes++] = (byte) (c > 0xff ? '?' : c);
    }
  }

  private void endLine() {
    bytes[lengthBytes++] = '\r';
    bytes[lengthBytes++] = '\n';
  }

  private void reserve(int more) {
    if (bytes.length - lengthBytes < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, lengthBytes + more));
    }
  }
}
