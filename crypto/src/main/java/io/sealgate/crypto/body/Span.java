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

  /** Whether all of the other span lies in this one. */
  public boolean contains(Span other) {
    return offsetBytes <= other.offsetBytes && other.endBytes() <= endBytes();
  }
}
