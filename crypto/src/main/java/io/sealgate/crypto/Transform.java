package io.sealgate.crypto;

import java.nio.ByteBuffer;

/**
 * Turns one byte stream into another, pushed chunk by chunk: how every body crosses Sealgate. Owns
 * keys and at most a few frames of scratch space, never a socket and never a whole body.
 *
 * <p>Used by one thread at a time. Once a call has thrown, the transform is dead: every later call
 * throws again.
 */
public interface Transform extends AutoCloseable {

  /**
   * The most bytes that {@link #update} with that many input bytes, in one piece or in several, and
   * {@link #finish} behind it can write together. Enough room, then, for either alone: for an
   * update whether or not more follows, and with 0 for finish.
   *
   * <p>More input never has a smaller bound, and what has been written is gone from it. Bounds
   * compose, therefore: {@code second.outputBound(first.outputBound(n))} is that of two transforms
   * one behind the other.
   *
   * @param inputBytes how many bytes are about to be pushed, 0 or more
   */
  int outputBound(int inputBytes);

  /**
   * Consumes all of {@code in} and writes what can be released to {@code out}.
   *
   * @param in borrowed for the call, direct or heap
   * @param out borrowed for the call, with at least {@code outputBound(in.remaining())} bytes
   *     remaining
   * @throws IntegrityException when the input does not verify; nothing of the failing frame has
   *     been written
   */
  void update(ByteBuffer in, ByteBuffer out);

  /**
   * Takes {@code in} as {@link #update} does, if what that would write is these very bytes: whoever
   * has them then passes them on, and nothing is copied.
   *
   * @param in borrowed for the call, direct or heap
   * @return whether it was taken; if not, nothing has happened
   * @throws IntegrityException as {@link #update} does
   */
  default boolean takesUnchanged(ByteBuffer in) {
    return false;
  }

  /**
   * Says that the input is complete and writes what was held back.
   *
   * @param out borrowed for the call, with at least {@code outputBound(0)} bytes remaining
   * @throws IntegrityException when the input ended too early or its end does not verify
   */
  void finish(ByteBuffer out);

  /** Zeroes keys and scratch space; safe to call more than once and at any time. */
  @Override
  void close();
}
