package io.sealgate.proxy.object;

import io.sealgate.crypto.body.Span;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of the stored body a backend's answer brings: its Content-Range (RFC 9110, section
 * 14.4).
 */
public final class Fetched {

  private Fetched() {}

  /**
   * Whether it is MinIO's answer to a suffix range of an empty object, {@code 206 bytes 0--1/0}.
   */
  public static boolean isEmptyRange(BackendHead head) {
    String range = contentRange(head);
    return range != null && range.startsWith("bytes 0--1/");
  }

  /** The length of the whole stored body. */
  public static long objectBytes(BackendHead head) {
    String range = contentRange(head);
    if (range == null) {
      if (head.lengthBytes() < 0) {
        throw new BackendException("the backend does not say how long the object is");
      }
      return head.lengthBytes();
    }
    return number(range, range.lastIndexOf('/') + 1, range.length());
  }

  /** The bytes of the stored body that the answer brings. */
  public static Span span(BackendHead head, long objectBytes) {
    String range = contentRange(head);
    if (range == null) {
      return new Span(0, objectBytes);
    }
    int dash = range.indexOf('-');
    long first = number(range, UNIT.length(), dash);
    long last = number(range, dash + 1, range.lastIndexOf('/'));
    if (last < first || last >= objectBytes) {
      throw new BackendException("the backend's Content-Range is none: " + range);
    }
    return new Span(first, last - first + 1);
  }

  private static @Nullable String contentRange(BackendHead head) {
    if (head.status() != 206) {
      return null;
    }
    String range = head.headers().first("Content-Range");
    if (range == null || !range.startsWith(UNIT)) {
      throw new BackendException("a partial answer of the backend does not say of what");
    }
    return range;
  }

  private static long number(String text, int from, int to) {
    try {
      return Long.parseLong(text, from, to, 10);
    } catch (NumberFormatException | IndexOutOfBoundsException none) {
      throw new BackendException("the backend's Content-Range is none: " + text, none);
    }
  }

  private static final String UNIT = "bytes ";
}
