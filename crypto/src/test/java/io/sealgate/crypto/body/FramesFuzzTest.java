package io.sealgate.crypto.body;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import java.util.Arrays;

/**
 * A genuine part with any bytes changed, cut or added, in pieces of any length: it opens to its
 * plaintext when nothing was changed, else it is refused and only a true beginning is released.
 */
class FramesFuzzTest {

  private static final AesGcm GCM = AesGcm.preferred();
  private static final byte[] PLAINTEXT = Parts.plaintext(Parts.FRAME + 300);
  private static final Parts.Sealed SEALED = Parts.seal(GCM, Parts.keys(1), 1, PLAINTEXT);

  @FuzzTest(maxDuration = "2m")
  void releasesOnlyTheTrueBeginning(FuzzedDataProvider data) {
    byte[] stored = SEALED.stored();
    int changes = data.consumeInt(0, 4);
    for (int i = 0; i < changes; i++) {
      int offset = data.consumeInt(0, stored.length - 1);
      byte[] piece = data.consumeBytes(40);
      int length = Math.min(piece.length, stored.length - offset);
      System.arraycopy(piece, 0, stored, offset, length);
    }
    byte[] input = Arrays.copyOf(stored, data.consumeInt(0, stored.length + 100));
    boolean genuine = Arrays.equals(input, SEALED.stored());
    int pieceBytes = data.consumeInt(1, 100_000);

    Push push = new Push(new PartOpener(GCM, Parts.keys(1), SEALED.header()), false);
    boolean opened = true;
    try {
      push.all(input, () -> pieceBytes);
      push.finish();
    } catch (IntegrityException _) {
      opened = false;
    }
    byte[] released = push.released();
    if (opened != genuine
        || !Arrays.equals(released, Arrays.copyOf(PLAINTEXT, released.length))
        || opened != (released.length == PLAINTEXT.length)) {
      throw new AssertionError("opened: " + opened + ", released " + released.length);
    }
  }
}
