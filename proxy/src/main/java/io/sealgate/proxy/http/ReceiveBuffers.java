package io.sealgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.internal.PlatformDependent;
import java.util.function.IntSupplier;

/**
 * How many bytes a connection reads at a time: what its peer has shown to send, but no more than
 * its share of what one read of all connections may bring. That is bounded by the direct memory,
 * since it may have to wait for slow peers on the other side, on all connections at once; and by
 * the time that a small request waits for its turn among large ones.
 */
public final class ReceiveBuffers implements RecvByteBufAllocator {

  /** A large read costs less for each byte, so few connections get large ones. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** One frame of the stored form and its neighbourhood. */
  private static final int MIN_SHARE_BYTES = 64 * 1024;

  private static final int SMALLEST_BYTES = 2048;

  /** The part of the direct memory that may be filled by one read of every connection. */
  private static final int PART_OF_MEMORY = 8;

  /** What one read of every connection may bring, since a small request waits for all of them. */
  private static final long MAX_ROUND_BYTES = 64L << 20;

  private final AdaptiveRecvByteBufAllocator adaptive;
  private final IntSupplier connections;
  private final long budgetBytes;

  /**
   * Buffers for the connections of one kind.
   *
   * @param initialBytes what a connection begins with
   * @param connections how many there are now
   */
  public ReceiveBuffers(int initialBytes, IntSupplier connections) {
    this(initialBytes, connections, budgetBytes(PlatformDependent.maxDirectMemory()));
  }

  ReceiveBuffers(int initialBytes, IntSupplier connections, long budgetBytes) {
    this.adaptive = new AdaptiveRecvByteBufAllocator(SMALLEST_BYTES, initialBytes, MAX_BYTES);
    this.adaptive.maxMessagesPerRead(1); // what a stopped peer leaves waiting is one buffer
    this.connections = connections;
    this.budgetBytes = budgetBytes;
  }

  /** How many bytes one read of every connection may bring, given the direct memory there is. */
  static long budgetBytes(long directMemoryBytes) {
    return Math.min(directMemoryBytes / PART_OF_MEMORY, MAX_ROUND_BYTES);
  }

  /** The most that one read may bring now. */
  int shareBytes() {
    long share = budgetBytes / Math.max(1, connections.getAsInt());
    return Math.clamp(share, MIN_SHARE_BYTES, MAX_BYTES);
  }

  @Override
  @SuppressWarnings("deprecation") // Netty deprecates the interface's methods, and calls them
  public Handle newHandle() {
    return new Share((ExtendedHandle) adaptive.newHandle());
  }

  /** Netty's handle, which does not ask for more than the share. */
  @SuppressWarnings("deprecation") // as above
  private final class Share implements ExtendedHandle {
    private final ExtendedHandle handle;

    Share(ExtendedHandle handle) {
      this.handle = handle;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      return Math.min(handle.guess(), shareBytes());
    }

    @Override
    public void reset(ChannelConfig config) {
      handle.reset(config);
    }

    @Override
    public void incMessagesRead(int count) {
      handle.incMessagesRead(count);
    }

    @Override
    public void lastBytesRead(int bytes) {
      handle.lastBytesRead(bytes);
    }

    @Override
    public int lastBytesRead() {
      return handle.lastBytesRead();
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      handle.attemptedBytesRead(bytes);
    }

    @Override
    public int attemptedBytesRead() {
      return handle.attemptedBytesRead();
    }

    @Override
    public boolean continueReading() {
      return handle.continueReading();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return handle.continueReading(maybeMoreData);
    }

    @Override
    public void readComplete() {
      handle.readComplete();
    }
  }
}
