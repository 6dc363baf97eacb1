package io.sealgate.s3.body;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** CRC32 or CRC32C by the JDK, which computes both with the processor's own instructions. */
final class ZipChecksum implements RunningChecksum {

  private final Checksum checksum;

  ZipChecksum(Checksum checksum) {
    this.checksum = checksum;
  }

  @Override
  public void update(ByteBuffer in) {
    checksum.update(in);
  }

  @Override
  public byte[] value() {
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
  }
}
