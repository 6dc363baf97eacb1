package io.sealgate.proxy.object;

import io.sealgate.crypto.body.PartHeader;
import java.nio.ByteBuffer;

/** The first bytes of a sealed body (FORMAT §2), whatever part it is. */
public final class SealedStart {

  private SealedStart() {}

  public static byte[] bytes() {
    return ByteBuffer.allocate(PartHeader.PREFIX_BYTES)
        .put(new byte[] {0x02, 0x04, 0x78})
        .position(PartHeader.PREFIX_BYTES - 4)
        .put(new byte[] {'S', 'G', '1', 0})
        .array();
  }
}
