package io.sealgate.proxy.exchange;

import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/** Passes bytes on, holding the last one back until the end, as a sealing transform does. */
public final class CopyTransform implements Transform {

  private byte held;
  private boolean holding;
  private boolean closed;

  boolean isClosed() {
    return closed;
  }

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
      out.put(held);
    }
    holding = true;
    held = in.get(in.limit() - 1);
    out.put(in.slice(in.position(), in.remaining() - 1));
    in.position(in.limit());
  }

  @Override
  public void finish(ByteBuffer out) {
    if (holding) {
      out.put(held);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
