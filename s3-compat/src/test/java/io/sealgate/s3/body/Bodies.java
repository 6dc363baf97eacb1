package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bytes and splits for tests, the same for the same seed. */
final class Bodies {

  private Bodies() {}

  static byte[] random(long seed, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The bytes in pieces of random lengths, empty ones among them, by turns heap and direct. */
  static List<ByteBuffer> split(byte[] bytes, Random random, int longestBytes) {
    ByteBuffer direct = direct(bytes, 0, bytes.length);
    List<ByteBuffer> pieces = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int lengthBytes = Math.min(bytes.length - at, random.nextInt(longestBytes + 1));
      pieces.add(
          random.nextBoolean()
              ? ByteBuffer.wrap(bytes, at, lengthBytes)
              : direct.slice(at, lengthBytes));
      at += lengthBytes;
    }
    return pieces;
  }

  static ByteBuffer direct(byte[] bytes, int from, int lengthBytes) {
    return ByteBuffer.allocateDirect(lengthBytes).put(bytes, from, lengthBytes).flip();
  }

  static byte[] remaining(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
