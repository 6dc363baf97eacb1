package io.sealgate.crypto.body;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts an input that arrives in arbitrary pieces into the units that a transform works on (a frame,
 * a header). A unit that lies whole in the input is used where it lies; only one that is split
 * between two inputs is gathered.
 */
final class UnitBuffer implements AutoCloseable {

  /** What is done with a unit: consumes all of it. */
  @FunctionalInterface
  interface UnitSink {
    void accept(ByteBuffer unit, ByteBuffer out);
  }

  private final int capacityBytes;
  private ByteBuffer gathered = ByteBuffer.allocate(0);

  /**
   * Allocates nothing yet.
   *
   * @param capacityBytes the longest unit there will be
   */
  UnitBuffer(int capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** How many bytes of an unfinished unit are held. */
  int heldBytes() {
    return gathered.position();
  }

  /**
   * Takes input up to the end of the unit and, when it is whole, hands it on.
   *
   * @param in not empty; consumed up to the end of the unit, or whole
   * @param unitBytes how long this unit is, 1 or more, the same until it is whole
   * @return whether the unit was whole and handed on
   */
  boolean take(ByteBuffer in, int unitBytes, ByteBuffer out, UnitSink sink) {
    int wanted = unitBytes - gathered.position();
    if (in.remaining() < wanted) {
      room().put(in);
      return false;
    }
    int limit = in.limit();
    in.limit(in.position() + wanted);
    try {
      if (gathered.position() == 0) {
        sink.accept(in, out);
      } else {
        gathered.put(in).flip();
        sink.accept(gathered, out);
        gathered.clear();
      }
    } finally {
      in.limit(limit);
    }
    return true;
  }

  private ByteBuffer room() {
    if (gathered.capacity() == 0) {
      gathered = ByteBuffer.allocate(capacityBytes);
    }
    return gathered;
  }

  /** Zeroes what it holds. */
  @Override
  public void close() {
    Arrays.fill(gathered.array(), (byte) 0);
    gathered = ByteBuffer.allocate(0);
  }
}
