package io.sealgate.proxy.sealing;

import io.sealgate.crypto.body.LayeredSealer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bodies that are held in memory while they are sealed. */
public final class SmallBody {

  private SmallBody() {}

  /**
   * Seals a whole body.
   *
   * @param sealer made for just that many bytes; closed by this call
   * @param plaintext zeroed by this call
   * @return the body as it is stored
   */
  public static byte[] sealed(LayeredSealer sealer, byte[] plaintext) {
    byte[] stored = new byte[Math.toIntExact(sealer.layout().storedBytes())];
    ByteBuffer target = ByteBuffer.wrap(stored);
    try (sealer) {
      sealer.update(ByteBuffer.wrap(plaintext), target);
      sealer.finish(target);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
    return stored;
  }
}
