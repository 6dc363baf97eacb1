package io.sealgate.s3.body;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** XXH64 with seed 0 (xxHash specification, "XXH64 algorithm description"). */
final class Xxh64Checksum implements RunningChecksum {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  /** The sum of the first two primes, and the first prime's negative. */
  private static final long LANE_1_START = 0x60EA27EEADC0B5D6L;

  private static final long LANE_4_START = 0x61C8864E7A143579L;
  private static final int STRIPE_BYTES = 32;

  private final HeapBlocks blocks = new HeapBlocks();
  private final byte[] stripe = new byte[STRIPE_BYTES];
  private long lane1 = LANE_1_START;
  private long lane2 = PRIME_2;
  private long lane3 = 0;
  private long lane4 = LANE_4_START;
  private long totalBytes = 0;

  @Override
  public void update(ByteBuffer in) {
    blocks.show(in, this::update);
  }

  @Override
  public byte[] value() {
    long hash = totalBytes < STRIPE_BYTES ? PRIME_5 : mergedLanes();
    hash = avalanche(absorbTail(hash + totalBytes));
    return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
  }

  private void update(byte[] bytes, int from, int to) {
    int held = (int) (totalBytes % STRIPE_BYTES);
    totalBytes += to - from;
    int at = from;
    if (held > 0) {
      int taken = Math.min(STRIPE_BYTES - held, to - from);
      System.arraycopy(bytes, from, stripe, held, taken);
      if (held + taken < STRIPE_BYTES) {
        return;
      }
      absorbStripes(stripe, 0, STRIPE_BYTES);
      at += taken;
    }
    at = absorbStripes(bytes, at, to);
    System.arraycopy(bytes, at, stripe, 0, to - at);
  }

  /** Returns the index of the first byte that fills no stripe. */
  private int absorbStripes(byte[] bytes, int from, int to) {
    long one = lane1;
    long two = lane2;
    long three = lane3;
    long four = lane4;
    int at = from;
    for (; at <= to - STRIPE_BYTES; at += STRIPE_BYTES) {
      one = round(one, (long) LONG.get(bytes, at));
      two = round(two, (long) LONG.get(bytes, at + 8));
      three = round(three, (long) LONG.get(bytes, at + 16));
      four = round(four, (long) LONG.get(bytes, at + 24));
    }
    lane1 = one;
    lane2 = two;
    lane3 = three;
    lane4 = four;
    return at;
  }

  private long mergedLanes() {
    long hash =
        Long.rotateLeft(lane1, 1)
            + Long.rotateLeft(lane2, 7)
            + Long.rotateLeft(lane3, 12)
            + Long.rotateLeft(lane4, 18);
    hash = merge(hash, lane1);
    hash = merge(hash, lane2);
    hash = merge(hash, lane3);
    return merge(hash, lane4);
  }

  private long absorbTail(long start) {
    long hash = start;
    int held = (int) (totalBytes % STRIPE_BYTES);
    int at = 0;
    for (; at <= held - Long.BYTES; at += Long.BYTES) {
      hash ^= round(0, (long) LONG.get(stripe, at));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (at <= held - Integer.BYTES) {
      hash ^= Integer.toUnsignedLong((int) INT.get(stripe, at)) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      at += Integer.BYTES;
    }
    for (; at < held; at++) {
      hash ^= Byte.toUnsignedLong(stripe[at]) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return hash;
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long start) {
    long hash = (start ^ (start >>> 33)) * PRIME_2;
    hash = (hash ^ (hash >>> 29)) * PRIME_3;
    return hash ^ (hash >>> 32);
  }
}
