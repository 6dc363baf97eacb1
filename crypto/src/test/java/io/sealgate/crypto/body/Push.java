package io.sealgate.crypto.body;

import io.sealgate.crypto.Transform;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Pushes bytes through a transform in pieces, and checks on the way that it keeps its word: all
 * input consumed, no more written than announced.
 */
public final class Push {

  private final ByteArrayOutputStream released = new ByteArrayOutputStream();
  private final Transform transform;
  private final boolean direct;

  /** Begins to push; the transform stays the caller's. */
  public Push(Transform transform, boolean direct) {
    this.transform = transform;
    this.direct = direct;
  }

  /** Everything that comes out when all of the input goes in at once. */
  public static byte[] whole(Transform transform, byte[] input) {
    return inPieces(transform, input, () -> Math.max(1, input.length), false);
  }

  /** Everything that comes out when the input is cut at random. */
  public static byte[] atRandom(Transform transform, byte[] input, Random random, boolean direct) {
    int[] likely = {1, 7, 184, 4_096, 65_535, 65_536, 65_568, 100_000, 300_000};
    return inPieces(
        transform, input, () -> 1 + random.nextInt(likely[random.nextInt(likely.length)]), direct);
  }

  /** Everything that comes out when the input is cut into these lengths. */
  public static byte[] inPieces(
      Transform transform, byte[] input, IntSupplier pieceBytes, boolean direct) {
    Push push = new Push(transform, direct);
    try (transform) {
      push.all(input, pieceBytes);
      push.finish();
    }
    return push.released();
  }

  /** Pushes all of the input. */
  public void all(byte[] input, IntSupplier pieceBytes) {
    int offset = 0;
    while (offset < input.length) {
      int length = Math.min(pieceBytes.getAsInt(), input.length - offset);
      update(input, offset, length);
      offset += length;
    }
  }

  /** Pushes a stretch of the input. */
  public void update(byte[] input, int offset, int length) {
    // The input sits in the middle of a larger buffer, as it does in a socket's.
    ByteBuffer in = allocate(length + 11).position(5);
    in.put(input, offset, length).flip().position(5);
    ByteBuffer out = room(length);
    try {
      transform.update(in, out);
      if (in.hasRemaining()) {
        throw new AssertionError(in.remaining() + " bytes left unread");
      }
    } finally {
      release(out);
    }
  }

  /** Says that it is complete. */
  public void finish() {
    ByteBuffer out = room(0);
    try {
      transform.finish(out);
    } finally {
      release(out);
    }
  }

  /** What was written so far. */
  public byte[] released() {
    return released.toByteArray();
  }

  private ByteBuffer room(int inputBytes) {
    int bound = transform.outputBound(inputBytes);
    return allocate(bound + 3).position(3);
  }

  private void release(ByteBuffer out) {
    byte[] bytes = new byte[out.position() - 3];
    out.get(3, bytes);
    released.writeBytes(bytes);
  }

  private ByteBuffer allocate(int bytes) {
    return direct
        ? ByteBuffer.allocateDirect(bytes)
        : ByteBuffer.allocate(bytes + 2).slice(2, bytes);
  }
}
