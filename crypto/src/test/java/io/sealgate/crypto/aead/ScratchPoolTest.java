package io.sealgate.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScratchPoolTest {

  private static final int FRAME_BYTES = 64 * 1024;

  private final ScratchPool pool = new ScratchPool(true);

  @Test
  void lendsWhatWasGivenBack() {
    ScratchPool.Pair pair = pool.take(1);
    pool.giveBack(pair);
    assertThat(pool.take(FRAME_BYTES + AesGcm.TAG_BYTES)).isSameAs(pair);
  }

  @Test
  void lendsNothingTwice() {
    List<ScratchPool.Pair> lent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lent.add(pool.take(FRAME_BYTES));
    }
    assertThat(lent).doesNotHaveDuplicates();
  }

  @Test
  void makesLongBuffersForLongMessagesAndDropsThem() {
    ScratchPool.Pair pair = pool.take(1 << 20);
    assertThat(pair.in().capacity()).isGreaterThanOrEqualTo(1 << 20);
    assertThat(pair.out().capacity()).isGreaterThanOrEqualTo(1 << 20);
    pool.giveBack(pair);
    assertThat(pool.take(1)).isNotSameAs(pair);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lendsTheKindThatItsProviderIsFastOn(boolean direct) {
    ScratchPool.Pair pair = new ScratchPool(direct).take(1);
    assertThat(pair.in().isDirect()).isEqualTo(direct);
    assertThat(pair.out().isDirect()).isEqualTo(direct);
  }

  @Test
  void keepsNoMoreThanItsPlaces() {
    List<ScratchPool.Pair> lent = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      lent.add(pool.take(1));
    }
    lent.forEach(pool::giveBack);
    for (int i = 0; i < 64; i++) {
      assertThat(lent).contains(pool.take(1));
    }
    assertThat(lent).doesNotContain(pool.take(1));
  }
}
