package io.sealgate.crypto.body;

/**
 * A run of bytes.
 *
 * @param offsetBytes where it begins, 0 or more
 * @param lengthBytes how long it is, 0 or more
 */
public record Span(long offsetBytes, long lengthBytes) {

  /** Checks both, and that the end is a number. */
  public Span {
    if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes + lengthBytes < 0) {
      throw new IllegalArgumentException("no span: " + offsetBytes + " + " + lengthBytes);
    }
  }

  /** The offset just behind it. */
  public long endBytes() {
    return offsetBytes + lengthBytes;
  }

  /**
   * The same run, seen from a place that many bytes earlier.
   *
   * @param bytes 0 or more
   */
  public Span shifted(long bytes) {
    return new Span(Math.addExact(offsetBytes, bytes), lengthBytes);
  }

  /**
   * What this run and another have in common, seen from the other's beginning.
   *
   * @param other which must not lie before or behind this one
   */
  public Span within(Span other) {
    long from = Math.max(offsetBytes, other.offsetBytes);
    return new Span(from - other.offsetBytes, Math.min(endBytes(), other.endBytes()) - from);
  }

  /** Whether all of the other span lies in this one. */
  public boolean contains(Span other) {
    return offsetBytes <= other.offsetBytes && other.endBytes() <= endBytes();
  }
}
