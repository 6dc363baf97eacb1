package io.sealgate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LendingPoolTest {

  @Test
  void lendsWhatWasGivenBackOnceOnly() {
    LendingPool<Object> pool = new LendingPool<>(2);
    assertThat(pool.take()).isNull();
    Object thing = new Object();
    pool.giveBack(thing);
    assertThat(pool.take()).isSameAs(thing);
    assertThat(pool.take()).isNull();
  }

  @Test
  void dropsWhatItHasNoPlaceFor() {
    LendingPool<Object> pool = new LendingPool<>(1);
    Object kept = new Object();
    pool.giveBack(kept);
    pool.giveBack(new Object());
    assertThat(pool.take()).isSameAs(kept);
    assertThat(pool.take()).isNull();
  }

  @Test
  void lendsToOneThreadAtATime() throws InterruptedException, ExecutionException {
    LendingPool<Object> pool = new LendingPool<>(4);
    IntStream.range(0, 4).forEach(i -> pool.giveBack(new Object()));
    Set<Object> lent = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<?> each :
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> use(pool, lent))).toList()) {
        each.get();
      }
    }
  }

  private static void use(LendingPool<Object> pool, Set<Object> lent) {
    for (int i = 0; i < 100_000; i++) {
      Object thing = pool.take();
      if (thing != null) {
        assertThat(lent.add(thing)).as("nobody else has it").isTrue();
        lent.remove(thing);
        pool.giveBack(thing);
      }
    }
  }
}
