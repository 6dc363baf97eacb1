package io.sealgate.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Many callers at once: the limits hold, and no key is zeroed while one of them uses it. */
class DataKeyCacheContentionTest {

  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 3_000;
  private static final int SCOPES = 3;
  private static final long MAX_MESSAGES = 5;
  private static final long MAX_BYTES = 1000;

  /** What one key was used for. */
  private record Use(AtomicLong messages, AtomicLong bytes) {
    Use() {
      this(new AtomicLong(), new AtomicLong());
    }
  }

  private final LoadedKeys keys = new LoadedKeys("arn:aws:kms:us-east-1:123456789012:key/one");
  private final Map<Integer, Use> uses = new ConcurrentHashMap<>();
  private final AtomicLong nowNanos = new AtomicLong();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger mostLoadsAtOnce = new AtomicInteger();
  private final List<AtomicInteger> loadsAtOnce = new ArrayList<>();
  private final DataKeyCache cache =
      new DataKeyCache(
          new DataKeyLimits(Duration.ofMinutes(1), MAX_MESSAGES, MAX_BYTES, 100), nowNanos::get);

  @Test
  void keepsLimitsAndLeasesWhileKeysAgeAndAreInvalidated() throws Exception {
    run(true);

    assertThat(cache.stats().evictions()).isPositive();
  }

  @Test
  void makesOneLoadAtATimeForEachScope() throws Exception {
    run(false);

    assertThat(mostLoadsAtOnce).hasValue(1);
    // Single flight: at most as many keys as the limits demand, plus those that cancelled calls,
    // failures and messages that did not fit any more left unfinished.
    assertThat(cache.stats().loads()).isLessThan(CALLERS * CALLS_EACH / 2);
  }

  private void run(boolean disturb) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("DataKeyCacheContentionTest seed " + seed);
    for (int i = 0; i < SCOPES; i++) {
      loadsAtOnce.add(new AtomicInteger());
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        ExecutorService loaders = Executors.newFixedThreadPool(3)) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        Random random = new Random(seed + caller);
        work.add(() -> call(random, loaders, disturb));
      }
      int served = 0;
      for (Future<Integer> done : callers.invokeAll(work, 2, TimeUnit.MINUTES)) {
        served += done.get();
      }
      assertThat(served + cancelled.get() + failed.get()).isEqualTo(CALLERS * CALLS_EACH);
      assertThat(served).isGreaterThan(CALLERS * CALLS_EACH / 2);
    }

    assertThat(uses.values())
        .allSatisfy(use -> {
          assertThat(use.messages().get()).isLessThanOrEqualTo(MAX_MESSAGES);
          assertThat(use.bytes().get()).isLessThan(MAX_BYTES + 1);
        });
    cache.close();
    for (int number = 0; number < keys.count(); number++) {
      assertThat(keys.isZeroed(number)).as("key %d of seed %d", number, seed).isTrue();
    }
    DataKeyCacheStats stats = cache.stats();
    assertThat(stats.hits() + stats.misses()).isEqualTo(CALLERS * CALLS_EACH);
    assertThat(stats.loads() - stats.loadFailures()).isEqualTo(keys.count());
  }

  private int call(Random random, ExecutorService loaders, boolean disturb) throws Exception {
    int served = 0;
    for (int i = 0; i < CALLS_EACH; i++) {
      if (disturb && random.nextInt(50) == 0) {
        nowNanos.addAndGet(Duration.ofSeconds(random.nextInt(50)).toNanos());
      }
      if (disturb && random.nextInt(200) == 0) {
        cache.invalidate("arn:aws:kms:us-east-1:123456789012:key/one");
      }
      int scope = random.nextInt(SCOPES);
      long bytes = random.nextInt(300);
      boolean fails = random.nextInt(100) == 0;
      int pause = random.nextInt(30_000);
      DataKeyLookup lookup =
          cache.forSealing(
              new KeyScope("p" + scope, "k", Map.of(), 0),
              bytes,
              () -> load(scope, fails, pause, loaders));
      switch (lookup) {
        case DataKeyLookup.Hit(DataKeyLease lease) -> {
          use(lease, bytes, random);
          served++;
        }
        case DataKeyLookup.Loading(CompletableFuture<DataKeyLease> lease) -> {
          if (random.nextInt(20) == 0 && lease.cancel(true)) {
            cancelled.incrementAndGet();
          } else if (lease.handle((_, failure) -> failure != null).get(1, TimeUnit.MINUTES)) {
            failed.incrementAndGet();
          } else {
            use(lease.join(), bytes, random);
            served++;
          }
        }
      }
    }
    return served;
  }

  private CompletionStage<DataKey> load(
      int scope, boolean fails, int pauseNanos, ExecutorService loaders) {
    mostLoadsAtOnce.accumulateAndGet(loadsAtOnce.get(scope).incrementAndGet(), Math::max);
    return CompletableFuture.supplyAsync(
        () -> {
          LockSupport.parkNanos(pauseNanos);
          loadsAtOnce.get(scope).decrementAndGet();
          if (fails) {
            throw new IllegalStateException("as the seed wants it");
          }
          return keys.next();
        },
        loaders);
  }

  private void use(DataKeyLease lease, long bytes, Random random) {
    try (lease) {
      DataKey dataKey = lease.dataKey();
      Use use = uses.computeIfAbsent(LoadedKeys.numberOf(dataKey), _ -> new Use());
      use.messages().incrementAndGet();
      use.bytes().addAndGet(bytes);
      byte[] plaintext = dataKey.plaintext().borrow();
      for (int look = random.nextInt(3); look >= 0; look--) {
        assertThat(plaintext[0]).isEqualTo((byte) 0x5a);
        LockSupport.parkNanos(1_000);
      }
    }
  }
}
