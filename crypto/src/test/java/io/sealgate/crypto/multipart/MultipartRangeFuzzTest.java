package io.sealgate.crypto.multipart;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Push;
import io.sealgate.crypto.body.Span;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A range of a genuine object with any bytes changed, cut or added, in pieces of any length: only a
 * true beginning of the range is released, and all of it when nothing was changed.
 *
 * <p>An input is {@code u8 one layer or two || u32 offset || u32 length || u32 bytes cut off, or
 * added when negative || u32 piece length || (u32 offset || u8 xor)*}.
 */
class MultipartRangeFuzzTest {

  private static final SealedObject[] OBJECTS = {
    SealedObject.ofSizes(1, 300, 0, Parts.FRAME + 10, 70),
    SealedObject.ofSizes(2, 300, 0, Parts.FRAME + 10, 70)
  };

  @FuzzTest(maxDuration = "2m")
  void releasesOnlyATrueBeginning(byte[] input) {
    if (input.length < 1 + 4 * Integer.BYTES) {
      return;
    }
    ByteBuffer recipe = ByteBuffer.wrap(input);
    SealedObject object = OBJECTS[recipe.get() & 1];
    int size = object.plaintext().length;
    int offset = Integer.remainderUnsigned(recipe.getInt(), size);
    Span range = new Span(offset, 1 + Integer.remainderUnsigned(recipe.getInt(), size - offset));
    MultipartOpener opener = object.opener();
    byte[] genuine = object.stored(opener.layout().coveringFromPartStart(range));
    int length = Math.clamp((long) genuine.length - recipe.getInt(), 0, genuine.length + 100_000);
    int pieceBytes = Math.clamp(recipe.getInt(), 1, 200_000);
    byte[] stored = Arrays.copyOf(genuine, length);
    while (length > 0 && recipe.remaining() > Integer.BYTES) {
      stored[Integer.remainderUnsigned(recipe.getInt(), length)] ^= recipe.get();
    }

    boolean opened = true;
    byte[] released;
    try (Transform transform = opener.rangeFromPartStart(object.keys(), range)) {
      Push push = new Push(transform, false);
      try {
        push.all(stored, () -> pieceBytes);
        push.finish();
      } catch (IntegrityException _) {
        opened = false;
      }
      released = push.released();
    }
    byte[] expected = object.plaintext(range);
    if (opened != (released.length == expected.length)
        || (!opened && Arrays.equals(stored, genuine))
        || !Arrays.equals(released, Arrays.copyOf(expected, released.length))) {
      throw new AssertionError("opened: " + opened + ", released " + released.length);
    }
  }
}
