package io.sealgate.proxy.object;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.PartHeader;
import java.nio.ByteBuffer;

/**
 * Passes a body that has no envelope on as it is, unless it starts like a sealed one: then somebody
 * has taken the envelope away, and ciphertext would pass for the object (FORMAT, reading rules).
 */
public final class PlaintextGuard implements Transform {

  private final byte[] prefix = new byte[PartHeader.PREFIX_BYTES];
  private int prefixBytes;
  private boolean passed;

  @Override
  public int outputBound(int inputBytes) {
    return inputBytes + prefix.length;
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    while (!passed && in.hasRemaining()) {
      prefix[prefixBytes++] = in.get();
      if (prefixBytes == prefix.length) {
        release(out);
      }
    }
    out.put(in);
  }

  @Override
  public boolean takesUnchanged(ByteBuffer in) {
    if (!passed) {
      if (prefixBytes > 0 || in.remaining() < prefix.length) {
        return false;
      }
      requirePlain(in);
    }
    in.position(in.limit());
    return true;
  }

  @Override
  public void finish(ByteBuffer out) {
    if (!passed) {
      release(out);
    }
  }

  @Override
  public void close() {}

  private void release(ByteBuffer out) {
    ByteBuffer start = ByteBuffer.wrap(prefix, 0, prefixBytes);
    requirePlain(start);
    out.put(start);
  }

  /** Refuses the start of a sealed body; after any other the rest passes. */
  private void requirePlain(ByteBuffer start) {
    if (PartHeader.startsLikePart(start)) {
      throw new IntegrityException(Reason.ENVELOPE, "a sealed body without its envelope");
    }
    passed = true;
  }
}
