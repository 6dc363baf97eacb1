package io.sealgate.s3.body;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** XXH3 of 64 or 128 bits with seed 0, computed by hash4j. */
final class Xxh3Checksum implements RunningChecksum {

  private final HeapBlocks blocks = new HeapBlocks();
  private final HeapBlocks.Consumer stream;
  private final Supplier<byte[]> result;

  private Xxh3Checksum(HeapBlocks.Consumer stream, Supplier<byte[]> result) {
    this.stream = stream;
    this.result = result;
  }

  static Xxh3Checksum of64Bits() {
    HashStream64 hash = Hashing.xxh3_64().hashStream();
    return new Xxh3Checksum(
        (bytes, from, to) -> hash.putBytes(bytes, from, to - from),
        () -> ByteBuffer.allocate(Long.BYTES).putLong(hash.getAsLong()).array());
  }

  static Xxh3Checksum of128Bits() {
    HashStream128 hash = Hashing.xxh3_128().hashStream();
    return new Xxh3Checksum(
        (bytes, from, to) -> hash.putBytes(bytes, from, to - from),
        () -> {
          HashValue128 value = hash.get();
          return ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(value.getMostSignificantBits())
              .putLong(value.getLeastSignificantBits())
              .array();
        });
  }

  @Override
  public void update(ByteBuffer in) {
    blocks.show(in, stream);
  }

  @Override
  public byte[] value() {
    return result.get();
  }
}
