package io.sealgate.crypto.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.crypto.IntegrityException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartLayoutTest {

  private static final long FRAME = PartLayout.FRAME_PLAINTEXT_BYTES;
  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @CsvSource({
    "0, 416",
    "1, 417",
    "65535, 65951",
    "65536, 65984",
    "65537, 65985",
    "131072, 131552",
    "4294967295, 4297064831", // 2^32 - 1
    "4294967296, 4297064864", // 2^32
    "5497558138880, 5500242493856", // 5 TiB
  })
  void knowsTheStoredLengthAndTheWayBack(long plaintextBytes, long storedBytes) {
    assertThat(new PartLayout(plaintextBytes).storedBytes()).isEqualTo(storedBytes);
    assertThat(PartLayout.ofStored(storedBytes)).isEqualTo(new PartLayout(plaintextBytes));
  }

  @Test
  void goesBothWaysExactlyForManyLengths() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long plaintextBytes = random.nextLong(i % 2 == 0 ? 4 * FRAME : 6_000 * GIB);
      long stored = plaintextBytes + 416 + 32 * (plaintextBytes / FRAME);
      assertThat(new PartLayout(plaintextBytes).storedBytes()).isEqualTo(stored);
      assertThat(PartLayout.ofStored(stored).plaintextBytes()).isEqualTo(plaintextBytes);
    }
  }

  @Test
  void refusesEveryStoredLengthThatNoPartHas() {
    long possible = 0;
    for (long stored = -1; stored < 4 * 65_568 + 416; stored++) {
      long rest = (stored - 416) % 65_568;
      if (stored >= 416 && rest < FRAME) {
        assertThat(PartLayout.ofStored(stored).plaintextBytes()).isEqualTo(possible++);
      } else {
        long refused = stored;
        assertThatExceptionOfType(IntegrityException.class)
            .isThrownBy(() -> PartLayout.ofStored(refused));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 2})
  void refusesLengthsPastEveryLimit(long storedBytes) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> PartLayout.ofStored(storedBytes));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartLayout(storedBytes));
  }

  @Test
  void holdsNoMoreThanSequenceNumbersCanCount() {
    PartLayout largest = new PartLayout(PartLayout.MAX_PLAINTEXT_BYTES);
    assertThat(largest.regularFrames()).isEqualTo(0xFFFF_FFFEL);
    assertThat(PartLayout.ofStored(largest.storedBytes())).isEqualTo(largest);
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> PartLayout.ofStored(largest.storedBytes() + 33));
  }

  @Test
  void countsTheBackendsLimitOnStoredBytes() {
    long largest = 5 * GIB - 416 - 32 * ((5 * GIB - 416) / 65_568);
    assertThat(new PartLayout(largest).storedBytes()).isEqualTo(5 * GIB);
    assertThat(new PartLayout(largest).fitsOneUpload()).isTrue();
    assertThat(new PartLayout(largest + 1).fitsOneUpload()).isFalse();
    assertThat(new PartLayout(5 * GIB).fitsOneUpload()).isFalse();
  }

  @Test
  void coversAPlaintextRangeWithWholeFrames() {
    PartLayout layout = new PartLayout(3 * FRAME + 10);
    assertThat(layout.covering(new Span(0, 1))).isEqualTo(new Span(184, 65_568));
    assertThat(layout.covering(new Span(FRAME - 1, 1))).isEqualTo(new Span(184, 65_568));
    assertThat(layout.covering(new Span(FRAME - 1, 2))).isEqualTo(new Span(184, 2 * 65_568));
    assertThat(layout.covering(new Span(FRAME, 1))).isEqualTo(new Span(184 + 65_568, 65_568));
    assertThat(layout.covering(new Span(3 * FRAME, 1))).isEqualTo(new Span(184 + 3 * 65_568, 50));
    assertThat(layout.covering(new Span(0, 3 * FRAME + 10)))
        .isEqualTo(new Span(184, 3 * 65_568 + 50));
    assertThat(layout.facts().endBytes()).isEqualTo(layout.storedBytes());
    assertThat(layout.frame(3).endBytes()).isEqualTo(layout.facts().offsetBytes());
  }

  @Test
  void coversRangesBeyondFourGib() {
    PartLayout layout = new PartLayout(5 * GIB);
    long frame = 70_000;
    assertThat(layout.covering(new Span(frame * FRAME + 5, 10)))
        .isEqualTo(new Span(184 + frame * 65_568, 65_568));
  }

  @Test
  void coversNoRangeThatIsEmptyOrOutside() {
    PartLayout layout = new PartLayout(10);
    for (Span span : new Span[] {new Span(0, 0), new Span(0, 11), new Span(10, 1)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> layout.covering(span));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(Long.MAX_VALUE, 1));
  }
}
