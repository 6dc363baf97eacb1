package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.Parts;
import io.sealgate.crypto.body.Push;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.multipart.SealedObject.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Multipart objects of every shape, whole and in ranges: exactly the bytes that went in. */
class MultipartRoundTripTest {

  private static final int FRAME = Parts.FRAME;

  static Stream<Arguments> shapes() {
    List<List<Part>> shapes = new ArrayList<>();
    for (int size : Parts.sizes()) {
      shapes.add(List.of(new Part(1, size)));
      shapes.add(List.of(new Part(1, FRAME), new Part(2, size)));
      shapes.add(List.of(new Part(7, size), new Part(8, size), new Part(10_000, 12_345)));
    }
    shapes.add(List.of(new Part(2, 0), new Part(3, 0), new Part(5, 0)));
    shapes.add(List.of(new Part(2, 10), new Part(3, 0), new Part(5, 0), new Part(6, 10)));
    List<Part> hundred = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(new Part(1 + 3 * i, i * 37 % 101));
    }
    shapes.add(hundred);
    return shapes.stream()
        .flatMap(shape -> Stream.of(Arguments.of(1, shape), Arguments.of(2, shape)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void opensWhatWasSealed(int layers, List<Part> shape) {
    SealedObject object = SealedObject.of(Parts.layeredKeys(layers), 1, shape);
    Random random = new Random(shape.hashCode());
    MultipartOpener opener = object.opener();
    assertThat(opener.layout().storedBytes()).isEqualTo(object.stored().length);
    assertThat(Push.whole(opener.whole(object.keys()), object.stored()))
        .isEqualTo(object.plaintext());
    for (boolean direct : new boolean[] {false, true}) {
      assertThat(Push.atRandom(opener.whole(object.keys()), object.stored(), random, direct))
          .isEqualTo(object.plaintext());
    }
    for (Span range : ranges(opener.layout())) {
      assertOpens(object, opener, range, random);
    }
  }

  /** From every edge of a part or frame, and just beside it, to every other. */
  private static List<Span> ranges(ObjectLayout layout) {
    TreeSet<Long> offsets = new TreeSet<>();
    for (int i = 0; i < Math.min(3, layout.partCount()); i++) {
      Span part = layout.part(i).plaintext();
      for (long edge : new long[] {0, FRAME, part.lengthBytes() / 2, part.lengthBytes()}) {
        for (long beside = -1; beside <= 1; beside++) {
          offsets.add(part.offsetBytes() + edge + beside);
        }
      }
    }
    offsets.add(layout.plaintextBytes() - 1);
    offsets.removeIf(offset -> offset < 0 || offset >= layout.plaintextBytes());
    List<Span> ranges = new ArrayList<>();
    for (long first : offsets) {
      for (long last : offsets.tailSet(first)) {
        ranges.add(new Span(first, last - first + 1));
      }
    }
    return ranges;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void opensEveryRangeOfASmallObject(int layers) {
    SealedObject object = SealedObject.ofSizes(layers, 3, 0, 5, 1, 0, 0, 7);
    MultipartOpener opener = object.opener();
    Random random = new Random(layers);
    int size = object.plaintext().length;
    for (int from = 0; from < size; from++) {
      for (int to = from + 1; to <= size; to++) {
        assertOpens(object, opener, new Span(from, to - from), random);
      }
    }
  }

  private static void assertOpens(
      SealedObject object, MultipartOpener opener, Span range, Random random) {
    ObjectLayout layout = opener.layout();
    byte[] fromStart = object.stored(layout.coveringFromPartStart(range));
    assertThat(
            Push.atRandom(
                opener.rangeFromPartStart(object.keys(), range),
                fromStart,
                random,
                random.nextBoolean()))
        .as("%s from its first part's start", range)
        .isEqualTo(object.plaintext(range));

    ObjectPart first = layout.partAt(range.offsetBytes());
    List<PartHeader> headers =
        opener.headers(object.keys(), first, object.stored(first.coveringHeaders()));
    assertThat(opener.recordedHeaders(first)).contains(headers);
    assertThat(object.withoutExtras().opener().recordedHeaders(first)).isEmpty();
    assertThat(
            Push.atRandom(
                opener.range(object.keys(), range, headers),
                object.stored(layout.covering(range)),
                random,
                random.nextBoolean()))
        .as("%s", range)
        .isEqualTo(object.plaintext(range));
  }
}
