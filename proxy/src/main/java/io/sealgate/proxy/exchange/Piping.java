package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/**
 * Pushes Netty's buffers through a transform: one output buffer for each input buffer, no copy of
 * its own.
 */
final class Piping {

  private Piping() {}

  /**
   * What the transform makes of one piece.
   *
   * @param in released, whatever happens
   * @return owned by the caller, maybe empty
   */
  static ByteBuf update(Transform transform, ByteBuf in, ByteBufAllocator allocator) {
    try {
      ByteBuf out = allocator.buffer(Math.max(1, transform.outputBound(in.readableBytes())));
      try {
        ByteBuffer target = out.nioBuffer(0, out.capacity());
        for (ByteBuffer piece : in.nioBuffers()) {
          transform.update(piece, target);
        }
        return out.writerIndex(target.position());
      } catch (RuntimeException | Error failure) {
        out.release();
        throw failure;
      }
    } finally {
      in.release();
    }
  }

  /**
   * What the transform held back.
   *
   * @return owned by the caller, maybe empty
   */
  static ByteBuf finish(Transform transform, ByteBufAllocator allocator) {
    ByteBuf out = allocator.buffer(Math.max(1, transform.outputBound(0)));
    try {
      ByteBuffer target = out.nioBuffer(0, out.capacity());
      transform.finish(target);
      return out.writerIndex(target.position());
    } catch (RuntimeException | Error failure) {
      out.release();
      throw failure;
    }
  }
}
