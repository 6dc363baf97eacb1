package io.sealgate.crypto.aead;

import io.sealgate.crypto.LendingPool;
import java.nio.ByteBuffer;

/**
 * Lends the buffers that bytes pass through where a provider is slow on those that they lie in, for
 * the length of one message. A thousand streams that wait for their peers would otherwise hold two
 * each, 128 MiB, of which every thread uses one pair at a time.
 *
 * <p>Safe for many threads. Like the buffers that bodies arrive in, they are not zeroed between
 * messages.
 */
final class ScratchPool {

  /** More threads than that at once get buffers that are dropped afterwards. */
  private static final int PAIRS = 64;

  /** The longest message that streams are made of; longer ones get buffers of their own. */
  private static final int LENGTH_BYTES = 64 * 1024 + AesGcm.TAG_BYTES;

  private final LendingPool<Pair> pairs = new LendingPool<>(PAIRS);
  private final boolean direct;

  /**
   * Has none yet.
   *
   * @param direct whether it lends direct buffers; else arrays
   */
  ScratchPool(boolean direct) {
    this.direct = direct;
  }

  /**
   * A pair that nobody else has, with anything in it.
   *
   * @param lengthBytes how long each buffer is at least
   */
  Pair take(int lengthBytes) {
    if (lengthBytes > LENGTH_BYTES) {
      return pair(lengthBytes);
    }
    Pair idle = pairs.take();
    return idle == null ? pair(LENGTH_BYTES) : idle;
  }

  /** Gives a pair back. */
  void giveBack(Pair pair) {
    if (pair.in().capacity() == LENGTH_BYTES) {
      pairs.giveBack(pair);
    }
  }

  private Pair pair(int lengthBytes) {
    return new Pair(allocate(lengthBytes), allocate(lengthBytes));
  }

  private ByteBuffer allocate(int lengthBytes) {
    return direct ? ByteBuffer.allocateDirect(lengthBytes) : ByteBuffer.allocate(lengthBytes);
  }

  /** Two buffers of one length, each with any position and limit; no two pairs are equal. */
  static final class Pair {

    private final ByteBuffer in;
    private final ByteBuffer out;

    private Pair(ByteBuffer in, ByteBuffer out) {
      this.in = in;
      this.out = out;
    }

    /** For what a message is made of. */
    ByteBuffer in() {
      return in;
    }

    /** For what is made of it. */
    ByteBuffer out() {
      return out;
    }
  }
}
