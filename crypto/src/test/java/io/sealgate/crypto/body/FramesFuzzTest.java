package io.sealgate.crypto.body;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A genuine part with any bytes changed, cut or added, in pieces of any length: it opens to its
 * plaintext when nothing was changed, else it is refused and only a true beginning is released.
 *
 * <p>An input is {@code u32 bytes cut off, or added when negative || u32 piece length || (u32
 * offset || u8 xor)*}.
 */
class FramesFuzzTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final byte[] PLAINTEXT = Parts.plaintext(Parts.FRAME + 300);
  private static final Parts.Sealed SEALED = Parts.seal(GCM, Parts.keys(1), 1, PLAINTEXT);

  @FuzzTest(maxDuration = "2m")
  void releasesOnlyATrueBeginning(byte[] input) {
    if (input.length < 2 * Integer.BYTES) {
      return;
    }
    ByteBuffer recipe = ByteBuffer.wrap(input);
    byte[] genuine = SEALED.stored();
    int length = Math.clamp((long) genuine.length - recipe.getInt(), 0, genuine.length + 100_000);
    int pieceBytes = Math.clamp(recipe.getInt(), 1, 200_000);
    byte[] stored = Arrays.copyOf(genuine, length);
    while (length > 0 && recipe.remaining() > Integer.BYTES) {
      stored[Integer.remainderUnsigned(recipe.getInt(), length)] ^= recipe.get();
    }

    Push push = new Push(new PartOpener(GCM, Parts.keys(1), SEALED.header()), false);
    boolean opened = true;
    try {
      push.all(stored, () -> pieceBytes);
      push.finish();
    } catch (IntegrityException _) {
      opened = false;
    }
    byte[] released = push.released();
    if (opened != Arrays.equals(stored, genuine)
        || opened != (released.length == PLAINTEXT.length)
        || !Arrays.equals(released, Arrays.copyOf(PLAINTEXT, released.length))) {
      throw new AssertionError("opened: " + opened + ", released " + released.length);
    }
  }
}
