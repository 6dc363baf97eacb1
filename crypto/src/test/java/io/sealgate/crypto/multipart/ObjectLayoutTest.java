package io.sealgate.crypto.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.body.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of multipart objects, held against a walk over all their parts. */
class ObjectLayoutTest {

  private static final long FIVE_GIB = 5L << 30;

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (int layers = 1; layers <= 2; layers++) {
      for (int parts : new int[] {1, 2, 3, 100, 10_000}) {
        for (long size : new long[] {0, 1, 65_535, 65_536, 65_537, 8 << 20, FIVE_GIB - 1}) {
          shapes.add(Arguments.of(layers, List.of(new PartRun(1, parts, size))));
        }
        shapes.add(Arguments.of(layers, unequal(parts)));
      }
      shapes.add(
          Arguments.of(
              layers,
              List.of(
                  new PartRun(3, 2, 0),
                  new PartRun(7, 5, 70_000),
                  new PartRun(100, 3, 0),
                  new PartRun(9_999, 2, 1))));
    }
    return shapes.stream();
  }

  private static List<PartRun> unequal(int parts) {
    Random random = new Random(parts);
    List<PartRun> runs = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      long size = random.nextInt(4) == 0 ? 0 : random.nextLong(3 * 65_536);
      runs.add(new PartRun(i + 1, 1, size));
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void findsEveryPartByItsPlaceItsNumberAndEachEdgeOfItsPlaintext(int layers, List<PartRun> runs) {
    ObjectLayout layout = layout(layers, runs);
    int ordinal = 0;
    long plaintextOffset = 0;
    long storedOffset = 0;
    for (PartRun run : runs) {
      for (int number = run.firstPartNumber(); number <= run.lastPartNumber(); number++) {
        ObjectPart expected =
            new ObjectPart(
                ordinal,
                number,
                plaintextOffset,
                storedOffset,
                new LayeredLayout(run.plaintextBytes(), layers));
        assertThat(layout.part(ordinal)).isEqualTo(expected);
        assertThat(layout.partNumbered(number)).contains(expected);
        if (run.plaintextBytes() > 0) {
          assertThat(layout.partAt(plaintextOffset)).isEqualTo(expected);
          assertThat(layout.partAt(expected.plaintext().endBytes() - 1)).isEqualTo(expected);
        }
        ordinal++;
        plaintextOffset = expected.plaintext().endBytes();
        storedOffset = expected.stored().endBytes();
      }
    }
    assertThat(layout.partCount()).isEqualTo(ordinal);
    assertThat(layout.plaintextBytes()).isEqualTo(plaintextOffset);
    assertThat(layout.storedBytes()).isEqualTo(storedOffset);
    assertThat(layout.layers()).isEqualTo(layers);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void coversRangesFromTheFirstNeededFrameToTheLast(int layers, List<PartRun> runs) {
    ObjectLayout layout = layout(layers, runs);
    Random random = new Random(runs.hashCode());
    for (int i = 0; i < 200 && layout.plaintextBytes() > 0; i++) {
      long offset = random.nextLong(layout.plaintextBytes());
      long length = 1 + random.nextLong(layout.plaintextBytes() - offset);
      Span range = new Span(offset, length);
      ObjectPart first = layout.partAt(offset);
      ObjectPart last = layout.partAt(range.endBytes() - 1);
      long from = offset - first.plaintextOffsetBytes();
      long to = range.endBytes() - last.plaintextOffsetBytes();

      Span covering = layout.covering(range);
      assertThat(covering.offsetBytes() - first.storedOffsetBytes())
          .isEqualTo(first.layout().covering(new Span(from, 1)).offsetBytes());
      assertThat(covering.endBytes() - last.storedOffsetBytes())
          .isEqualTo(last.layout().covering(new Span(to - 1, 1)).endBytes());
      Span fromStart = layout.coveringFromPartStart(range);
      assertThat(fromStart.offsetBytes()).isEqualTo(first.storedOffsetBytes());
      assertThat(fromStart.endBytes()).isEqualTo(covering.endBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void needsOnlyTheHeaderMoreForARangeThatBeginsWithItsPart(int layers) {
    ObjectLayout layout = layout(layers, List.of(new PartRun(1, 3, 8 << 20)));
    Span range = new Span((8 << 20) + 5, 9 << 20);
    assertThat(layout.covering(range).offsetBytes())
        .isEqualTo(layout.coveringFromPartStart(range).offsetBytes() + PartLayout.HEADER_BYTES);
  }

  @Test
  void placesHeadersAndFactsInTheObject() {
    ObjectPart one = layout(1, List.of(new PartRun(1, 3, 100))).part(2);
    assertThat(one.stored()).isEqualTo(new Span(2 * 516, 516));
    assertThat(one.coveringHeaders()).isEqualTo(new Span(2 * 516, 184));
    assertThat(one.coveringFacts()).isEqualTo(new Span(2 * 516 + 324, 192));

    ObjectPart two = layout(2, List.of(new PartRun(1, 3, 100))).part(2);
    assertThat(two.stored()).isEqualTo(new Span(2 * 932, 932));
    assertThat(two.coveringHeaders()).isEqualTo(new Span(2 * 932, 184 + 516 + 40));
    assertThat(two.coveringFacts()).isEqualTo(new Span(2 * 932 + 184, 516 + 40));
  }

  @Test
  void countsTenThousandPartsOfFiveGibibytes() {
    ObjectLayout layout = layout(2, List.of(new PartRun(1, 10_000, FIVE_GIB)));
    assertThat(layout.plaintextBytes()).isEqualTo(53_687_091_200_000L);
    ObjectPart last = layout.partAt(layout.plaintextBytes() - 1);
    assertThat(last.partNumber()).isEqualTo(10_000);
    assertThat(last.stored().endBytes()).isEqualTo(layout.storedBytes());
    assertThat(layout.covering(new Span(0, layout.plaintextBytes())).endBytes())
        .isLessThan(layout.storedBytes());
  }

  @Test
  void knowsNoOtherPartsAndNoOtherBytes() {
    ObjectLayout layout = layout(1, List.of(new PartRun(2, 1, 10), new PartRun(4, 2, 10)));
    for (int number : new int[] {Integer.MIN_VALUE, 0, 1, 3, 6, 10_001, Integer.MAX_VALUE}) {
      assertThat(layout.partNumbered(number)).isEmpty();
    }
    for (int ordinal : new int[] {-1, 3}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> layout.part(ordinal));
    }
    for (long offset : new long[] {-1, 30, Long.MAX_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> layout.partAt(offset));
    }
    for (Span none : List.of(new Span(0, 0), new Span(5, 0), new Span(29, 2), new Span(30, 1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> layout.covering(none));
      assertThatIllegalArgumentException().isThrownBy(() -> layout.coveringFromPartStart(none));
    }
  }

  @Test
  void refusesARecordWhosePartsDoNotAddUp() {
    RecordLayout one = layoutOf(1, List.of(new PartRun(1, 2, 10)));
    assertThat(new ObjectLayout(one, 1).plaintextBytes()).isEqualTo(20);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> new ObjectLayout(one, 2))
        .returns(IntegrityException.Reason.RECORD, IntegrityException::reason);
  }

  private static ObjectLayout layout(int layers, List<PartRun> runs) {
    return new ObjectLayout(layoutOf(layers, runs), layers);
  }

  private static RecordLayout layoutOf(int layers, List<PartRun> runs) {
    long stored = 0;
    for (PartRun run : runs) {
      stored += run.count() * new LayeredLayout(run.plaintextBytes(), layers).storedBytes();
    }
    return new RecordLayout(runs, stored);
  }
}
