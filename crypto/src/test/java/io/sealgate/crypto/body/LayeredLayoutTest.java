package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.IntegrityException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredLayoutTest {

  private static final long FRAME = PartLayout.FRAME_PLAINTEXT_BYTES;

  @Test
  void addsALayerAsThePlaintextOfTheNext() {
    LayeredLayout layout = new LayeredLayout(5, 2);
    assertThat(layout.layer(0).storedBytes()).isEqualTo(421);
    assertThat(layout.layer(1).plaintextBytes()).isEqualTo(421);
    assertThat(layout.storedBytes()).isEqualTo(837);
    assertThat(LayeredLayout.ofStored(837, 2)).isEqualTo(layout);
  }

  @Test
  void refusesAStoredLengthThatIsImpossibleInEitherLayer() {
    // 500 is a part's length, but what it holds, 84 bytes, is none.
    assertThat(LayeredLayout.ofStored(500, 1).plaintextBytes()).isEqualTo(84);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> LayeredLayout.ofStored(500, 2));
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> LayeredLayout.ofStored(0, 1));
  }

  @Test
  void hasOneLayerOrTwo() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LayeredLayout(5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LayeredLayout(5, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayeredLayout(PartLayout.MAX_PLAINTEXT_BYTES, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void coversBlindlyAtLeastWhatItCoversKnowingTheLength(int layers) {
    Random random = new Random(layers);
    for (int i = 0; i < 20_000; i++) {
      LayeredLayout layout = new LayeredLayout(1 + random.nextLong(5 * FRAME), layers);
      Span range = randomRange(layout.plaintextBytes(), random);
      Span exact = layout.covering(range);
      Span blind = LayeredLayout.coveringBlindly(layers, range);

      assertThat(blind.contains(exact)).as("%s of %s", range, layout).isTrue();
      assertThat(new Span(0, layout.storedBytes()).contains(exact)).isTrue();
      assertThat(blind.offsetBytes()).isEqualTo(exact.offsetBytes());
      assertThat(blind.lengthBytes()).isLessThanOrEqualTo(range.lengthBytes() + 5 * 65_568);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void coversTheLastBytesBlindly(int layers) {
    Random random = new Random(layers);
    for (int i = 0; i < 20_000; i++) {
      LayeredLayout layout = new LayeredLayout(1 + random.nextLong(5 * FRAME), layers);
      long last = 1 + random.nextLong(layout.plaintextBytes());
      Span exact = layout.covering(new Span(layout.plaintextBytes() - last, last));
      long blind = LayeredLayout.coveringLastBlindly(layers, last);

      assertThat(layout.storedBytes() - blind)
          .as("%d of %s", last, layout)
          .isLessThanOrEqualTo(exact.offsetBytes());
      assertThat(blind).isLessThanOrEqualTo(last + 5 * 65_568);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void findsHeadersAndFactsThroughTheOuterLayer(long plaintextBytes) {
    LayeredLayout one = new LayeredLayout(plaintextBytes, 1);
    assertThat(one.coveringHeaders()).isEqualTo(new Span(0, 184));
    assertThat(one.coveringFacts()).isEqualTo(new Span(one.storedBytes() - 192, 192));

    LayeredLayout two = new LayeredLayout(plaintextBytes, 2);
    PartLayout outer = two.layer(1);
    assertThat(two.coveringHeaders())
        .isEqualTo(new Span(0, outer.covering(new Span(0, 184)).endBytes()));
    assertThat(two.coveringFacts())
        .isEqualTo(outer.covering(new Span(outer.plaintextBytes() - 192, 192)));
  }

  private static Span randomRange(long plaintextBytes, Random random) {
    long offset = random.nextLong(plaintextBytes);
    return new Span(offset, 1 + random.nextLong(plaintextBytes - offset));
  }
}
