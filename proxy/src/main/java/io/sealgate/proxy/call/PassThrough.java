package io.sealgate.proxy.call;

import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/**
 * Passes a body on as it is, but for its last byte, which waits for the end: what is not verified
 * there must not be complete at the backend.
 */
public final class PassThrough implements Transform {

  private byte last;
  private boolean holding;

  @Override
  public int outputBound(int inputBytes) {
    return inputBytes + 1;
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    if (!in.hasRemaining()) {
      return;
    }
    if (holding) {
      out.put(last);
    }
    holding = true;
    int end = in.limit() - 1;
    last = in.get(end);
    in.limit(end);
    out.put(in);
    in.limit(end + 1).position(end + 1);
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
