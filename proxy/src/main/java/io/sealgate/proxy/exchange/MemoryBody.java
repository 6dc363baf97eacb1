package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Takes the client's body into memory, up to a limit: small objects and request documents. */
final class MemoryBody implements BodySink {

  private final Exchange exchange;
  private final BodySource source;
  private final Transform transform;
  private final HeldBytes held;
  private final Consumer<byte[]> then;

  MemoryBody(
      Exchange exchange,
      BodySource source,
      Transform transform,
      int limitBytes,
      Consumer<byte[]> then) {
    this.exchange = exchange;
    this.source = source;
    this.transform = transform;
    this.held = new HeldBytes(limitBytes);
    this.then = then;
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    try {
      ByteBuffer target = held.room(transform.outputBound(bytes.readableBytes()));
      for (ByteBuffer piece : bytes.nioBuffers()) {
        transform.update(piece, target);
      }
      held.keep(target);
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void onEnd() {
    try {
      ByteBuffer target = held.room(transform.outputBound(0));
      transform.finish(target);
      held.keep(target);
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
      return;
    }
    then.accept(held.toArray());
  }

  @Override
  public void onReadComplete() {
    source.read();
  }
}
