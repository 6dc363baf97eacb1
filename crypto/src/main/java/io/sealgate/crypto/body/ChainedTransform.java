package io.sealgate.crypto.body;

import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Two transforms, one behind the other: what the first writes is the second's input, through a
 * scratch array of about a frame, however long the input.
 */
public final class ChainedTransform implements Transform {

  /** How much of the input goes to the first transform at once; bounds the scratch array. */
  private static final int STEP_BYTES = 65_536;

  private final Transform first;
  private final Transform second;
  private final Progress progress = new Progress();
  private ByteBuffer scratch = ByteBuffer.allocate(0);

  /**
   * Takes ownership of both.
   *
   * @param first gets the input
   * @param second writes the output
   */
  public ChainedTransform(Transform first, Transform second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public int outputBound(int inputBytes) {
    return second.outputBound(first.outputBound(inputBytes));
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    progress.begin();
    int limit = in.limit();
    try {
      while (in.hasRemaining()) {
        in.limit(Math.min(limit, in.position() + STEP_BYTES));
        roomFor(first.outputBound(in.remaining()));
        first.update(in, scratch);
        in.limit(limit);
        passOn(out);
      }
    } finally {
      in.limit(limit);
    }
    progress.end();
  }

  @Override
  public void finish(ByteBuffer out) {
    progress.begin();
    roomFor(first.outputBound(0));
    first.finish(scratch);
    passOn(out);
    second.finish(out);
    progress.finished();
  }

  private void roomFor(int bytes) {
    if (scratch.capacity() < bytes) {
      scratch = ByteBuffer.allocate(bytes);
    }
    scratch.clear();
  }

  private void passOn(ByteBuffer out) {
    scratch.flip();
    if (scratch.hasRemaining()) {
      second.update(scratch, out);
    }
  }

  @Override
  public void close() {
    progress.closed();
    first.close();
    second.close();
    Arrays.fill(scratch.array(), (byte) 0);
    scratch = ByteBuffer.allocate(0);
  }
}
