package io.sealgate.crypto.aead;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends the arrays that the bytes of direct buffers pass through, for the length of one message. A
 * thousand streams that wait for their peers would otherwise hold two arrays each, 128 MiB, of
 * which every thread uses one pair at a time.
 *
 * <p>Lock-free; safe for many threads. Like the buffers that bodies arrive in, the arrays are not
 * zeroed between messages.
 */
final class ScratchPool {

  /** More threads than that at once get arrays that are dropped afterwards. */
  private static final int PAIRS = 64;

  /** The longest message that streams are made of; longer ones get arrays of their own. */
  private static final int LENGTH_BYTES = 64 * 1024 + AesGcm.TAG_BYTES;

  /** For who has arrays already. */
  static final Pair NOT_NEEDED = new Pair(0);

  private final AtomicReferenceArray<@Nullable Pair> idle = new AtomicReferenceArray<>(PAIRS);

  /**
   * A pair that nobody else has, with anything in it.
   *
   * @param lengthBytes how long each array is at least
   */
  Pair take(int lengthBytes) {
    if (lengthBytes > LENGTH_BYTES) {
      return new Pair(lengthBytes);
    }
    for (int i = 0; i < PAIRS; i++) {
      Pair found = idle.getPlain(i) == null ? null : idle.getAndSet(i, null);
      if (found != null) {
        return found;
      }
    }
    return new Pair(LENGTH_BYTES);
  }

  /** Gives a pair back. */
  void giveBack(Pair pair) {
    if (pair.in().length != LENGTH_BYTES) {
      return;
    }
    for (int i = 0; i < PAIRS; i++) {
      if (idle.getPlain(i) == null && idle.compareAndSet(i, null, pair)) {
        return;
      }
    }
  }

  /** Two arrays of one length. */
  static final class Pair {

    private final byte[] in;
    private final byte[] out;

    private Pair(int lengthBytes) {
      in = new byte[lengthBytes];
      out = new byte[lengthBytes];
    }

    /** For what a message is made of. */
    byte[] in() {
      return in;
    }

    /** For what is made of it. */
    byte[] out() {
      return out;
    }
  }
}
