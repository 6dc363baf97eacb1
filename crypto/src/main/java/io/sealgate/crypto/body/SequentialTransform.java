package io.sealgate.crypto.body;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/**
 * Transforms that share one input, each of them a stretch of it: one is made when its stretch
 * begins, finished and closed when it ends. The last one gets all that is left of the input, and
 * its end is the end of the whole.
 */
public final class SequentialTransform implements Transform {

  /**
   * A stretch of the input.
   *
   * @param inputBytes how long it is, 1 or more; not asked of the last one
   * @param transform opens it and never writes more than it reads; owned by whoever gets it
   */
  public record Stretch(long inputBytes, Transform transform) {

    /** Checks the length. */
    public Stretch {
      if (inputBytes < 1) {
        throw new IllegalArgumentException("a stretch of " + inputBytes);
      }
    }
  }

  /** Makes the stretches one by one, at least one; its close zeroes what it makes them with. */
  public interface Stretches extends AutoCloseable {

    /** Whether another stretch follows. */
    boolean hasNext();

    /** The next stretch, asked for only where there is one. */
    Stretch next();

    @Override
    void close();
  }

  private final Stretches stretches;
  private final Progress progress = new Progress();
  private Stretch current;
  private long leftBytes;

  /**
   * Begins the first stretch.
   *
   * @param stretches owned from here on, even when this throws
   */
  public SequentialTransform(Stretches stretches) {
    this.stretches = stretches;
    try {
      this.current = stretches.next();
    } catch (RuntimeException e) {
      stretches.close(); // no caller will
      throw e;
    }
    this.leftBytes = current.inputBytes();
  }

  @Override
  public int outputBound(int inputBytes) {
    int here = shareOf(inputBytes);
    return Math.addExact(current.transform().outputBound(here), inputBytes - here);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    progress.begin();
    Progress.requireRoom(out, outputBound(in.remaining()));
    int limit = in.limit();
    try {
      while (in.hasRemaining()) {
        int here = shareOf(in.remaining());
        in.limit(in.position() + here);
        current.transform().update(in, out);
        in.limit(limit);
        leftBytes -= here;
        if (leftBytes == 0 && stretches.hasNext()) {
          turnToNext(out);
        }
      }
    } finally {
      in.limit(limit);
    }
    progress.end();
  }

  @Override
  public void finish(ByteBuffer out) {
    progress.begin();
    if (stretches.hasNext()) {
      throw new IntegrityException(Reason.TRUNCATED, "the input ends before its last part");
    }
    current.transform().finish(out);
    progress.finished();
  }

  /** How much of the input is the current stretch's. */
  private int shareOf(int inputBytes) {
    return stretches.hasNext() ? (int) Math.min(inputBytes, leftBytes) : inputBytes;
  }

  private void turnToNext(ByteBuffer out) {
    current.transform().finish(out);
    current.transform().close();
    current = stretches.next();
    leftBytes = current.inputBytes();
  }

  @Override
  public void close() {
    progress.closed();
    current.transform().close();
    stretches.close();
  }
}
