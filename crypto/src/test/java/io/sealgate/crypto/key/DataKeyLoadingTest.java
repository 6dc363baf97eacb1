package io.sealgate.crypto.key;

import static io.sealgate.crypto.key.Lookups.isServed;
import static io.sealgate.crypto.key.Lookups.lease;
import static io.sealgate.crypto.key.Lookups.loading;
import static io.sealgate.crypto.key.Lookups.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who waits for a key, and what becomes of them when it comes or does not. */
class DataKeyLoadingTest {

  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/one";

  private final LoadedKeys keys = new LoadedKeys(ARN);

  @Test
  void makesOneLoadForAllWhoMissTogether() {
    DataKeyCache cache = cache(1000, 1000);
    List<DataKeyLookup> lookups = lookups(cache, 10);
    assertThat(keys.loadsInFlight()).isEqualTo(1);

    keys.completeNext();

    for (DataKeyLookup lookup : lookups) {
      try (DataKeyLease lease = lease(lookup)) {
        assertThat(LoadedKeys.numberOf(lease.dataKey())).isZero();
      }
    }
    assertThat(cache.stats()).isEqualTo(new DataKeyCacheStats(0, 10, 1, 0, 0, 1));
  }

  @Test
  void keepsTheMessageLimitAmongThoseWhoWaited() {
    DataKeyCache cache = cache(3, 1000);
    List<DataKeyLookup> lookups = lookups(cache, 8);

    keys.completeNext();
    assertThat(lookups.stream().filter(Lookups::isServed)).hasSize(3);
    keys.completeNext();
    assertThat(lookups.stream().filter(Lookups::isServed)).hasSize(6);
    keys.completeNext();

    assertThat(lookups.stream().map(lookup -> LoadedKeys.numberOf(lease(lookup).dataKey())))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
    assertThat(keys.loadsInFlight()).isZero();
  }

  @Test
  void servesManyWhoWaitedOneByOneWithoutDeepRecursion() {
    DataKeyCache cache = cache(1, 1000);
    DataKeyLookup first = cache.forSealing(scope("app"), 1, keys::later);
    List<DataKeyLookup> others = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      others.add(cache.forSealing(scope("app"), 1, keys::now));
    }

    keys.completeNext();

    assertThat(isServed(first)).isTrue();
    assertThat(others).allMatch(Lookups::isServed);
    assertThat(keys.count()).isEqualTo(20_001);
  }

  @Test
  void tellsAFailureToAllWhoWaitAndForgetsIt() {
    DataKeyCache cache = cache(1000, 1000);
    List<DataKeyLookup> lookups = lookups(cache, 4);
    IllegalStateException failure = new IllegalStateException("disabled");

    keys.failNext(failure);

    for (DataKeyLookup lookup : lookups) {
      assertThatThrownBy(() -> lease(lookup)).hasCause(failure);
    }
    assertThat(cache.stats()).isEqualTo(new DataKeyCacheStats(0, 4, 1, 1, 0, 0));
    assertThat(numberOfNextKey(cache)).isZero();
  }

  @Test
  void startsAnewForACallerWhoAsksAgainBecauseOfAFailure() {
    DataKeyCache cache = cache(1000, 1000);
    CompletableFuture<DataKeyLease> again =
        loading(cache.forSealing(scope("app"), 1, keys::later))
            .exceptionallyCompose(_ -> loading(cache.forSealing(scope("app"), 1, keys::later)));

    keys.failNext(new IllegalStateException("throttled"));
    assertThat(keys.loadsInFlight()).isEqualTo(1);
    keys.completeNext();

    assertThat(again).isCompleted();
  }

  @Test
  void tellsWhatTheLoaderThrowsAsItsFailure() {
    DataKeyCache cache = cache(1000, 1000);
    IllegalStateException failure = new IllegalStateException("no");
    Supplier<CompletionStage<DataKey>> loader =
        () -> {
          throw failure;
        };

    assertThatThrownBy(() -> lease(cache.forSealing(scope("app"), 1, loader))).hasCause(failure);
    assertThatThrownBy(() -> lease(cache.forSealing(scope("app"), 5000, loader))).hasCause(failure);
    assertThat(numberOfNextKey(cache)).isZero();
  }

  @Test
  void letsOneWhoWaitsCancelWithoutHarmToOthers() {
    DataKeyCache cache = cache(2, 1000);
    List<DataKeyLookup> lookups = lookups(cache, 3);
    loading(lookups.getFirst()).cancel(true);

    keys.completeNext();

    for (DataKeyLookup lookup : lookups.subList(1, 3)) {
      try (DataKeyLease lease = lease(lookup)) {
        assertThat(LoadedKeys.numberOf(lease.dataKey())).isZero();
      }
    }
    cache.close();
    assertThat(keys.isZeroed(0)).as("the cancelled caller holds no lease").isTrue();
  }

  @Test
  void doesNotCacheWhatWasBeingLoadedWhenItsKeyWasInvalidated() {
    DataKeyCache cache = cache(1000, 1000);
    DataKeyLookup before = cache.forSealing(scope("app"), 1, keys::later);
    cache.invalidate(ARN);
    DataKeyLookup after = cache.forSealing(scope("app"), 1, keys::later);
    assertThat(keys.loadsInFlight()).isEqualTo(2);

    keys.completeNext();
    lease(before).close();

    assertThat(keys.isZeroed(0)).isTrue();
    assertThat(isServed(after)).isFalse();
    keys.completeNext();
    assertThat(LoadedKeys.numberOf(lease(after).dataKey())).isEqualTo(1);
  }

  private static DataKeyCache cache(long maxMessages, long maxBytes) {
    return new DataKeyCache(
        new DataKeyLimits(Duration.ofMinutes(1), maxMessages, maxBytes, 16), () -> 0);
  }

  private List<DataKeyLookup> lookups(DataKeyCache cache, int count) {
    List<DataKeyLookup> lookups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lookups.add(cache.forSealing(scope("app"), 1, keys::later));
    }
    return lookups;
  }

  private int numberOfNextKey(DataKeyCache cache) {
    try (DataKeyLease lease = lease(cache.forSealing(scope("app"), 1, keys::now))) {
      return LoadedKeys.numberOf(lease.dataKey());
    }
  }
}
