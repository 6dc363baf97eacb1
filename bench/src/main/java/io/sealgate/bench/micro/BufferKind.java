package io.sealgate.bench.micro;

import java.nio.ByteBuffer;

/** Where a benchmark's buffers live. */
public enum BufferKind {
  /** In an array. */
  HEAP,
  /** Outside the heap, as Netty's receive buffers are. */
  DIRECT;

  /**
   * An empty buffer.
   *
   * @param capacityBytes its capacity
   */
  ByteBuffer allocate(int capacityBytes) {
    return switch (this) {
      case HEAP -> ByteBuffer.allocate(capacityBytes);
      case DIRECT -> ByteBuffer.allocateDirect(capacityBytes);
    };
  }

  /**
   * A buffer full of bytes that do not compress, the same in every run.
   *
   * @param lengthBytes its length
   */
  ByteBuffer filled(int lengthBytes) {
    return allocate(lengthBytes).put(SampleBytes.of(lengthBytes)).flip();
  }
}
