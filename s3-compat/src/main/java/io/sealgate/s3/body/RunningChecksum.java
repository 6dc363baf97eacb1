package io.sealgate.s3.body;

import java.nio.ByteBuffer;

/**
 * A checksum in the making, fed piece by piece. Used by one thread at a time; never holds more than
 * one small block of what it was fed.
 */
public sealed interface RunningChecksum
    permits Crc64NvmeChecksum,
        CrtCrc64NvmeChecksum,
        MessageDigestChecksum,
        Xxh3Checksum,
        Xxh64Checksum,
        ZipChecksum {

  /**
   * Takes in the remaining bytes; the split into calls makes no difference to the value.
   *
   * @param in borrowed for the call, direct or heap; its position ends at its limit
   */
  void update(ByteBuffer in);

  /**
   * The checksum of everything taken in, most significant byte first, as S3 transports it before
   * base64. Ends the computation: call it once, and nothing after it.
   */
  byte[] value();
}
