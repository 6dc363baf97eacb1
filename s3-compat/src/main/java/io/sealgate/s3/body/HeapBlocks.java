package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Shows any buffer's bytes as ranges of heap arrays. A heap buffer's own array is shown as it is; a
 * direct buffer is copied through one block that stays in the first-level cache, which measured
 * faster than reading it in place, because a loop over both kinds of buffer is compiled for
 * neither.
 */
final class HeapBlocks {

  /** Takes a range of an array. */
  @FunctionalInterface
  interface Consumer {

    /**
     * Reads the range; the array is borrowed for the call.
     *
     * @param bytes the array
     * @param from index of the first byte
     * @param to index past the last byte
     */
    void accept(byte[] bytes, int from, int to);
  }

  private static final int BLOCK_BYTES = 8192;

  private byte @Nullable [] block;

  /**
   * Shows the remaining bytes, in order.
   *
   * @param in borrowed for the call; its position ends at its limit
   */
  void show(ByteBuffer in, Consumer consumer) {
    if (in.hasArray()) {
      int from = in.arrayOffset() + in.position();
      consumer.accept(in.array(), from, from + in.remaining());
      in.position(in.limit());
      return;
    }
    while (in.hasRemaining()) {
      byte[] copy = block();
      int lengthBytes = Math.min(copy.length, in.remaining());
      in.get(copy, 0, lengthBytes);
      consumer.accept(copy, 0, lengthBytes);
    }
  }

  private byte[] block() {
    byte[] existing = block;
    if (existing == null) {
      existing = new byte[BLOCK_BYTES];
      block = existing;
    }
    return existing;
  }
}
