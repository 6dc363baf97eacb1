package io.sealgate.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sealgate.crypto.Transform;
import java.nio.ByteBuffer;

/**
 * Pushes Netty's buffers through a transform: one output buffer for each input buffer, no copy of
 * its own. What the transform leaves as it is is the output itself.
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
      if (fillsItsMemory(in) && transform.takesUnchanged(in.nioBuffer())) {
        return in.retain();
      }
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
   * Whether it is most of the buffer that it keeps from being used again: many small pieces in
   * large ones that wait for a slow peer would be memory that nobody counts.
   */
  private static boolean fillsItsMemory(ByteBuf in) {
    ByteBuf whole = in.unwrap() == null ? in : in.unwrap();
    return in.nioBufferCount() == 1 && in.readableBytes() >= whole.capacity() / 2;
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
