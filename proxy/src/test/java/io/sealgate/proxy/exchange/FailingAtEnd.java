package io.sealgate.proxy.exchange;

import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/** Passes every byte but the last on and fails at the end, like a body whose checksum is wrong. */
final class FailingAtEnd implements Transform {

  private final CopyTransform copy = new CopyTransform();

  boolean isClosed() {
    return copy.isClosed();
  }

  @Override
  public int outputBound(int inputBytes) {
    return copy.outputBound(inputBytes);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    copy.update(in, out);
  }

  @Override
  public void finish(ByteBuffer out) {
    throw new IllegalStateException("does not verify");
  }

  @Override
  public void close() {
    copy.close();
  }
}
