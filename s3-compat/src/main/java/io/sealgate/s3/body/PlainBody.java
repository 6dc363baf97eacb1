package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A body without framing: counts its bytes. */
final class PlainBody implements BodyDecoder {

  private final long declaredBytes;
  private long providedBytes;

  PlainBody(long declaredBytes) {
    this.declaredBytes = declaredBytes;
  }

  @Override
  public void update(ByteBuffer in, Consumer<ByteBuffer> payload) {
    providedBytes += in.remaining();
    if (providedBytes > declaredBytes) {
      throw PlaintextLength.mismatch(declaredBytes, providedBytes);
    }
    if (in.hasRemaining()) {
      ByteBuffer slice = in.slice();
      in.position(in.limit());
      payload.accept(slice);
    }
  }

  @Override
  public void finish() {
    if (providedBytes != declaredBytes) {
      throw PlaintextLength.mismatch(declaredBytes, providedBytes);
    }
  }

  @Override
  public @Nullable String trailer() {
    return null;
  }
}
