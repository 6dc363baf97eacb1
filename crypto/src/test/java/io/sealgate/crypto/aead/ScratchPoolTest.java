package io.sealgate.crypto.aead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScratchPoolTest {

  private static final int FRAME_BYTES = 64 * 1024;

  private final ScratchPool pool = new ScratchPool();

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
  void makesLongArraysForLongMessagesAndDropsThem() {
    ScratchPool.Pair pair = pool.take(1 << 20);
    assertThat(pair.in().length).isGreaterThanOrEqualTo(1 << 20);
    assertThat(pair.out().length).isGreaterThanOrEqualTo(1 << 20);
    pool.giveBack(pair);
    assertThat(pool.take(1)).isNotSameAs(pair);
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
