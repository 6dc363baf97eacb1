package io.sealgate.s3.body;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME: polynomial {@code 0xAD93D23594C93659} (reflected {@code 0x9A6C9329AC4BC9B5}),
 * register and result inverted (NVM Express command set specification, 64b CRC).
 *
 * <p>For platforms without a native one. Four registers run side by side through the input, each
 * taking every fourth word, and are joined at the end: the processor then waits for no look-up.
 */
final class Crc64NvmeChecksum implements RunningChecksum {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final int STRIDE_BYTES = 32;

  /** The register after one byte. */
  private static final long[] BYTE = byteTable();

  /** What each byte of a word leaves in the register after that word. */
  private static final long[] NEXT = wordTable(Long.BYTES);

  /** What each byte of a word leaves in the register after that word and the three behind it. */
  private static final long[] STRIDE = wordTable(STRIDE_BYTES);

  private final HeapBlocks blocks = new HeapBlocks();
  private long register = ~0L;

  @Override
  public void update(ByteBuffer in) {
    blocks.show(in, this::update);
  }

  @Override
  public byte[] value() {
    return ByteBuffer.allocate(Long.BYTES).putLong(~register).array();
  }

  private void update(byte[] bytes, int from, int to) {
    long crc = register;
    int at = from;
    if (to - at >= 2 * STRIDE_BYTES) {
      long second = 0;
      long third = 0;
      long fourth = 0;
      for (int last = to - 2 * STRIDE_BYTES; at <= last; at += STRIDE_BYTES) {
        crc = shift(STRIDE, crc ^ word(bytes, at));
        second = shift(STRIDE, second ^ word(bytes, at + 8));
        third = shift(STRIDE, third ^ word(bytes, at + 16));
        fourth = shift(STRIDE, fourth ^ word(bytes, at + 24));
      }
      crc = shift(NEXT, crc ^ word(bytes, at));
      crc = shift(NEXT, crc ^ second ^ word(bytes, at + 8));
      crc = shift(NEXT, crc ^ third ^ word(bytes, at + 16));
      crc = shift(NEXT, crc ^ fourth ^ word(bytes, at + 24));
      at += STRIDE_BYTES;
    }
    for (; at < to; at++) {
      crc = (crc >>> 8) ^ BYTE[(int) (crc ^ bytes[at]) & 0xFF];
    }
    register = crc;
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  private static long shift(long[] table, long word) {
    return table[(int) word & 0xFF]
        ^ table[0x100 + ((int) (word >>> 8) & 0xFF)]
        ^ table[0x200 + ((int) (word >>> 16) & 0xFF)]
        ^ table[0x300 + ((int) (word >>> 24) & 0xFF)]
        ^ table[0x400 + ((int) (word >>> 32) & 0xFF)]
        ^ table[0x500 + ((int) (word >>> 40) & 0xFF)]
        ^ table[0x600 + ((int) (word >>> 48) & 0xFF)]
        ^ table[0x700 + (int) (word >>> 56)];
  }

  private static long[] byteTable() {
    long[] table = new long[0x100];
    for (int value = 0; value < table.length; value++) {
      long crc = value;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ (-(crc & 1) & POLYNOMIAL);
      }
      table[value] = crc;
    }
    return table;
  }

  private static long[] wordTable(int advanceBytes) {
    long[] table = new long[Long.BYTES * 0x100];
    for (int index = 0; index < Long.BYTES; index++) {
      for (int value = 0; value < 0x100; value++) {
        long crc = BYTE[value];
        for (int zeros = advanceBytes - 1 - index; zeros > 0; zeros--) {
          crc = (crc >>> 8) ^ BYTE[(int) crc & 0xFF];
        }
        table[index * 0x100 + value] = crc;
      }
    }
    return table;
  }
}
