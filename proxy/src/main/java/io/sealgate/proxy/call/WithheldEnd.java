package io.sealgate.proxy.call;

import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/**
 * Passes a body on as it is, but for its last byte, which waits for the end: what is not verified
 * there must not be complete at the backend.
 */
public final class WithheldEnd implements Transform {

  private long leftBytes;
  private byte last;
  private boolean holding;

  /**
   * Begins a body.
   *
   * @param lengthBytes how long it is, 0 or more
   */
  public WithheldEnd(long lengthBytes) {
    this.leftBytes = lengthBytes;
  }

  @Override
  public int outputBound(int inputBytes) {
    return inputBytes + 1;
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    if (in.remaining() < leftBytes) {
      leftBytes -= in.remaining();
      out.put(in);
      return;
    }
    if (in.remaining() > leftBytes) {
      throw new IllegalStateException("more than the " + leftBytes + " bytes that were left");
    }
    if (in.hasRemaining()) {
      int end = in.limit() - 1;
      out.put(in.limit(end));
      last = in.limit(end + 1).get();
      leftBytes = 0;
      holding = true;
    }
  }

  @Override
  public boolean takesUnchanged(ByteBuffer in) {
    if (in.remaining() >= leftBytes) {
      return false;
    }
    leftBytes -= in.remaining();
    in.position(in.limit());
    return true;
  }

  @Override
  public void finish(ByteBuffer out) {
    if (holding) {
      holding = false;
      out.put(last);
    }
  }

  @Override
  public void close() {}
}
