package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartKeys;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Push;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.SealedObject.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing but the very parts that the record pins opens, and not one byte of another is released.
 */
class MultipartTamperingTest {

  private static final List<Part> SHAPE =
      List.of(new Part(1, 40), new Part(2, 40), new Part(3, 40), new Part(5, 7));

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesPartsDroppedExchangedRepeatedAddedOrCut(int layers) {
    SealedObject object = object(layers);
    byte[] a = object.parts().get(0);
    byte[] b = object.parts().get(1);
    byte[] c = object.parts().get(2);
    byte[] d = object.parts().get(3);
    byte[] cut = Arrays.copyOf(b, b.length - 1);
    byte[] longer = Arrays.copyOf(b, b.length + 1);

    assertOpensTo(object, 127, a, b, c, d);
    assertRefusedAfter(object, 0, b, a, c, d);
    assertRefusedAfter(object, 40, a, c, b, d);
    assertRefusedAfter(object, 40, a, a, c, d);
    assertRefusedAfter(object, 40, a, c, d);
    assertRefusedAfter(object, 80, a, b, d);
    assertRefusedAfter(object, 120, a, b, c);
    assertRefusedAfter(object, 120, a, b, c, d, d);
    assertRefusedAfter(object, 120, a, b, c, d, new byte[1]);
    assertRefusedAfter(object, 40, a, cut, c, d);
    assertRefusedAfter(object, 80, a, longer, c, d);
    assertRefusedAfter(object, 120, a, b, c, Arrays.copyOf(d, d.length - 1));
    assertRefusedAfter(object, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void releasesNoFrameOfASupersededAttemptOrOfAnotherObjectsPart(int layers) {
    List<Part> shape = List.of(new Part(1, 10), new Part(2, 2 * Parts.FRAME));
    SealedObject object = SealedObject.of(Parts.layeredKeys(layers), 1, shape);
    SealedObject earlier = SealedObject.of(object.keys(), 2, shape);
    SealedObject other = SealedObject.of(otherKeys(layers), 1, shape);
    byte[] first = object.parts().getFirst();
    assertRefusedAfter(object, 10, first, earlier.parts().getLast());
    assertRefusedAfter(object, 10, first, other.parts().getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesASupersededAttemptAndAPartOfAnotherObject(int layers) {
    SealedObject object = object(layers);
    SealedObject earlier = SealedObject.of(object.keys(), 2, SHAPE);
    SealedObject other = SealedObject.of(otherKeys(layers), 1, SHAPE);
    for (SealedObject foreign : List.of(earlier, other)) {
      for (int exchanged = 0; exchanged < SHAPE.size(); exchanged++) {
        byte[][] parts = object.parts().toArray(byte[][]::new);
        parts[exchanged] = foreign.parts().get(exchanged);
        assertRefusedAfter(object, 40 * exchanged, parts);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesEveryChangedByteOfAPart(int layers) {
    SealedObject object = object(layers);
    byte[] genuine = object.stored();
    Span second = object.opener().layout().part(1).stored();
    for (long offset = second.offsetBytes(); offset < second.endBytes(); offset++) {
      byte[] damaged = genuine.clone();
      damaged[(int) offset] ^= 1;
      assertRefusedAfter(object, 40, damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesEveryChangedByteOfHeadersReadAlone(int layers) {
    SealedObject object = object(layers);
    MultipartOpener opener = object.opener();
    ObjectPart part = opener.layout().part(1);
    byte[] genuine = object.stored(part.coveringHeaders());
    assertThat(opener.headers(object.keys(), part, genuine))
        .extracting(PartHeader::identity)
        .isEqualTo(opener.identities(part));
    for (int offset = 0; offset < genuine.length; offset++) {
      byte[] damaged = genuine.clone();
      damaged[offset] ^= 1;
      assertRefused(() -> opener.headers(object.keys(), part, damaged));
      byte[] cut = Arrays.copyOf(genuine, offset);
      assertRefused(() -> opener.headers(object.keys(), part, cut));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesHeadersOfAnotherPartAttemptOrObject(int layers) {
    SealedObject object = object(layers);
    MultipartOpener opener = object.opener();
    ObjectPart first = opener.layout().part(0);
    ObjectPart second = opener.layout().part(1);
    Span range = new Span(45, 50);
    byte[] foreign = object.stored(first.coveringHeaders());
    assertRefused(() -> opener.headers(object.keys(), second, foreign));
    List<PartHeader> firstHeaders = opener.headers(object.keys(), first, foreign);
    assertRefused(() -> opener.range(object.keys(), range, firstHeaders));

    SealedObject earlier = SealedObject.of(object.keys(), 2, SHAPE);
    byte[] earlierHeaders = earlier.stored(second.coveringHeaders());
    assertRefused(() -> opener.headers(object.keys(), second, earlierHeaders));

    SealedObject other = SealedObject.of(otherKeys(layers), 1, SHAPE);
    byte[] otherHeaders = other.stored(second.coveringHeaders());
    assertRefused(() -> opener.headers(object.keys(), second, otherHeaders));

    List<PartHeader> headers =
        opener.headers(object.keys(), second, object.stored(second.coveringHeaders()));
    assertThatCode(() -> opener.range(object.keys(), range, headers).close())
        .doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> opener.range(object.keys(), range, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesARangeUnderTheRecordedKeyOfAnotherAttempt(int layers) {
    SealedObject object = object(layers);
    SealedObject earlier = SealedObject.of(object.keys(), 2, SHAPE);
    Span range = new Span(45, 5);
    ObjectPart second = object.opener().layout().partAt(45);
    List<PartHeader> mixed = new ArrayList<>(object.opener().recordedHeaders(second).orElseThrow());
    mixed.set(
        0,
        PartHeader.of(
            mixed.getFirst().identity(),
            earlier.opener().recordedHeaders(second).orElseThrow().getFirst().sealedKey()));
    byte[] stored = object.stored(object.opener().layout().covering(range));
    assertRefused(() -> Push.whole(object.opener().range(object.keys(), range, mixed), stored));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesRangesOverForeignCutOrDamagedParts(int layers) {
    SealedObject object = object(layers);
    SealedObject earlier = SealedObject.of(object.keys(), 2, SHAPE);
    ObjectLayout layout = object.opener().layout();
    Span range = new Span(10, 80); // of parts 0, 1 and 2
    for (int exchanged = 0; exchanged < 3; exchanged++) {
      byte[] stored = object.stored();
      Span part = layout.part(exchanged).stored();
      byte[] foreign = earlier.stored(part);
      System.arraycopy(foreign, 0, stored, (int) part.offsetBytes(), foreign.length);
      assertRangeRefused(object, range, stored);
    }
    byte[] genuine = object.stored();
    assertRangeRefused(
        object, range, Arrays.copyOf(genuine, (int) layout.covering(range).endBytes() - 1));
    assertRangeRefused(
        object, range, Arrays.copyOf(genuine, (int) layout.part(1).stored().endBytes()));
    Span middle = layout.part(1).stored();
    for (long offset = middle.offsetBytes(); offset < middle.endBytes(); offset++) {
      byte[] damaged = genuine.clone();
      damaged[(int) offset] ^= 1;
      assertRangeRefused(object, range, damaged);
    }
  }

  private static SealedObject object(int layers) {
    return SealedObject.of(Parts.layeredKeys(layers), 1, SHAPE);
  }

  private static List<PartKeys> otherKeys(int layers) {
    return layers == 1 ? List.of(Parts.keys(70)) : List.of(Parts.keys(70), Parts.keys(80));
  }

  private static void assertOpensTo(SealedObject object, int bytes, byte[]... parts) {
    assertThat(
            Push.whole(object.opener().whole(object.keys()), SealedObject.joined(List.of(parts))))
        .isEqualTo(Arrays.copyOf(object.plaintext(), bytes));
  }

  private static void assertRefusedAfter(SealedObject object, int bytes, byte[]... parts) {
    byte[] stored = SealedObject.joined(List.of(parts));
    try (Transform transform = object.opener().whole(object.keys())) {
      Push push = new Push(transform, false);
      assertRefused(() -> {
        push.all(stored, () -> 61);
        push.finish();
      });
      byte[] released = push.released();
      assertThat(released).isEqualTo(Arrays.copyOf(object.plaintext(), released.length));
      assertThat(released).hasSize(bytes);
    }
  }

  private static void assertRangeRefused(SealedObject object, Span range, byte[] stored) {
    MultipartOpener opener = object.opener();
    Span fromStart = opener.layout().coveringFromPartStart(range);
    assertReadRefused(
        object, opener.rangeFromPartStart(object.keys(), range), range, stored, fromStart);

    ObjectPart first = opener.layout().partAt(range.offsetBytes());
    List<PartHeader> headers =
        opener.headers(object.keys(), first, object.stored(first.coveringHeaders()));
    Span covering = opener.layout().covering(range);
    assertReadRefused(object, opener.range(object.keys(), range, headers), range, stored, covering);
  }

  private static void assertReadRefused(
      SealedObject object, Transform transform, Span range, byte[] stored, Span read) {
    int end = (int) Math.min(stored.length, read.endBytes());
    byte[] input = Arrays.copyOfRange(stored, (int) read.offsetBytes(), end);
    try (transform) {
      Push push = new Push(transform, false);
      assertRefused(() -> {
        push.all(input, () -> input.length);
        push.finish();
      });
      byte[] released = push.released();
      assertThat(released).isEqualTo(Arrays.copyOf(object.plaintext(range), released.length));
    }
  }

  private static void assertRefused(ThrowingCallable callable) {
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(callable);
  }
}
