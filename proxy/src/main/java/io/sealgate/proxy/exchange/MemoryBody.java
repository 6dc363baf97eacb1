package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.sealgate.crypto.Transform;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the client's body into memory, up to a limit: small objects and request documents. */
final class MemoryBody implements BodySink {

  private final Exchange exchange;
  private final BodySource source;
  private final Transform transform;
  private final int limitBytes;
  private final Consumer<byte[]> then;
  private byte[] held = new byte[0];
  private int heldBytes;

  MemoryBody(
      Exchange exchange,
      BodySource source,
      Transform transform,
      int limitBytes,
      Consumer<byte[]> then) {
    this.exchange = exchange;
    this.source = source;
    this.transform = transform;
    this.limitBytes = limitBytes;
    this.then = then;
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    try {
      ByteBuffer target = reserve(transform.outputBound(bytes.readableBytes()));
      for (ByteBuffer piece : bytes.nioBuffers()) {
        transform.update(piece, target);
      }
      keep(target);
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void onEnd() {
    try {
      ByteBuffer target = reserve(transform.outputBound(0));
      transform.finish(target);
      keep(target);
    } catch (RuntimeException | Error failure) {
      exchange.fail(failure);
      return;
    }
    then.accept(held.length == heldBytes ? held : Arrays.copyOf(held, heldBytes));
  }

  @Override
  public void onReadComplete() {
    source.read();
  }

  private ByteBuffer reserve(int boundBytes) {
    if (held.length - heldBytes < boundBytes) {
      held = Arrays.copyOf(held, heldBytes + boundBytes);
    }
    return ByteBuffer.wrap(held, heldBytes, held.length - heldBytes);
  }

  private void keep(ByteBuffer target) {
    heldBytes = target.position();
    if (heldBytes > limitBytes) {
      throw new S3Exception(S3Error.ENTITY_TOO_LARGE);
    }
  }
}
