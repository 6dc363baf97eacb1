package io.sealgate.crypto.key;

import static io.sealgate.crypto.key.Lookups.lease;
import static io.sealgate.crypto.key.Lookups.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a cached key may be used for, by whom, and when it is zeroed. */
class DataKeyCacheTest {

  private static final String ARN = "arn:aws:kms:us-east-1:123456789012:key/one";
  private static final Bytes WRAPPED = Bytes.ofHex("0011");

  private final AtomicLong nowNanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LoadedKeys keys = new LoadedKeys(ARN);

  @Test
  void givesOneKeyExactlyAsManyMessagesAsAllowed() {
    DataKeyCache cache = cache(3, 1000);

    assertThat(numbersOfKeysFor(cache, 8, 1)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
  }

  @Test
  void givesOneKeyNoMoreBytesThanAllowed() {
    assertThat(numbersOfKeysFor(cache(100, 100), 6, 40)).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void givesOneKeyJustAsManyBytesAsAllowed() {
    assertThat(numbersOfKeysFor(cache(100, 100), 4, 50)).containsExactly(0, 0, 1, 1);
  }

  @Test
  void countsTheBytesOfSmallMessagesAfterLargeOnes() {
    DataKeyCache cache = cache(100, 100);

    assertThat(numbersOfKeysFor(cache, 1, 99)).containsExactly(0);
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(0);
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(1);
  }

  @Test
  void givesAnObjectThatReachesTheByteLimitAKeyOfItsOwn() {
    DataKeyCache cache = cache(100, 100);

    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(0);
    assertThat(numbersOfKeysFor(cache, 1, 100)).containsExactly(1);
    assertThat(numbersOfKeysFor(cache, 1, Long.MAX_VALUE)).containsExactly(2);
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(0);
    assertThat(keys.isZeroed(0)).isFalse();
    assertThat(keys.isZeroed(1)).isTrue();
    assertThat(keys.isZeroed(2)).isTrue();
  }

  @Test
  void refusesNegativeSizes() {
    assertThatThrownBy(() -> cache(3, 10).forSealing(scope("app"), -1, keys::now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersAHitAtOnce() {
    DataKeyCache cache = cache(3, 1000);
    lease(cache.forSealing(scope("app"), 1, keys::now)).close();

    DataKeyLookup second =
        cache.forSealing(
            scope("app"),
            1,
            () -> {
              throw new AssertionError("must not load");
            });

    assertThat(second).isInstanceOf(DataKeyLookup.Hit.class);
    lease(second).close();
  }

  @Test
  void usesNoKeyLongerThanItsAge() {
    DataKeyCache cache = cache(1000, 1000);

    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(0);
    nowNanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(0);
    nowNanos.addAndGet(1);
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(1);
    assertThat(keys.isZeroed(0)).isTrue();
  }

  @Test
  void countsAgeFromTheRequestAndNotFromTheAnswer() {
    DataKeyCache cache = cache(1000, 1000);
    DataKeyLookup first = cache.forSealing(scope("app"), 1, keys::later);
    nowNanos.addAndGet(Duration.ofSeconds(61).toNanos());
    keys.completeNext();

    assertThat(LoadedKeys.numberOf(lease(first).dataKey())).isZero();
    assertThat(numbersOfKeysFor(cache, 1, 1)).containsExactly(1);
  }

  @Test
  void zeroesKeysThatAreTooOldWithoutAnyRequest() {
    DataKeyCache cache = cache(1000, 1000);
    lease(cache.forSealing(scope("app"), 1, keys::now)).close();
    nowNanos.addAndGet(Duration.ofMinutes(2).toNanos());

    cache.evictExpired();

    assertThat(keys.isZeroed(0)).isTrue();
    assertThat(cache.stats().evictions()).isEqualTo(1);
  }

  @Test
  void keepsEntriesApartByEverythingThatMatters() {
    DataKeyCache cache = cache(1000, 1000);
    List<KeyScope> scopes =
        List.of(
            scope("app"),
            scope("other"),
            new KeyScope("app", "alias/b", Map.of("a", "b", "c", "d"), 0),
            new KeyScope("app", "alias/a", Map.of("a", "b", "c", "e"), 0),
            new KeyScope("app", "alias/a", Map.of("a", "b"), 0),
            new KeyScope("app", "alias/a", Map.of("ab", "", "c", "d"), 0),
            new KeyScope("app", "alias/a", Map.of("a", "bc", "", "d"), 0),
            new KeyScope("app", "alias/a", Map.of(), 0),
            new KeyScope("appa", "lias/a", Map.of("a", "b", "c", "d"), 0),
            new KeyScope("app", "alias/a", Map.of("a", "b", "c", "d"), 1));

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < scopes.size(); i++) {
        try (DataKeyLease lease = lease(cache.forSealing(scopes.get(i), 1, keys::now))) {
          assertThat(LoadedKeys.numberOf(lease.dataKey())).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void takesAContextsOrderForNothing() {
    DataKeyCache cache = cache(1000, 1000);
    Map<String, String> one = new LinkedHashMap<>();
    one.put("a", "b");
    one.put("c", "d");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("c", "d");
    other.put("a", "b");

    lease(cache.forSealing(new KeyScope("app", "k", one, 0), 1, keys::now)).close();
    lease(cache.forSealing(new KeyScope("app", "k", other, 0), 1, keys::now)).close();

    assertThat(keys.count()).isEqualTo(1);
  }

  @Test
  void keepsOpeningApartFromSealingAndByWrappedKey() {
    DataKeyCache cache = cache(1, 1000);
    lease(cache.forSealing(scope("app"), 1, keys::now)).close();

    for (int i = 0; i < 5; i++) {
      lease(cache.forOpening(scope("app"), WRAPPED, keys::now)).close();
    }
    lease(cache.forOpening(scope("app"), Bytes.ofHex("0012"), keys::now)).close();
    lease(cache.forOpening(scope("other"), WRAPPED, keys::now)).close();

    assertThat(keys.count()).isEqualTo(4);
  }

  @Test
  void zeroesAKeyWhenItsLastLeaseClosesAndNotBefore() {
    DataKeyCache cache = cache(1000, 1000);
    DataKeyLease one = lease(cache.forSealing(scope("app"), 1, keys::now));
    DataKeyLease other = lease(cache.forSealing(scope("app"), 1, keys::now));

    cache.invalidate(ARN);
    one.close();
    one.close();

    assertThat(keys.isZeroed(0)).isFalse();
    assertThat(other.dataKey().plaintext().borrow()).contains(0x5a);
    other.close();
    assertThat(keys.isZeroed(0)).isTrue();
    assertThatThrownBy(other::dataKey).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void invalidatesByArnAndByTheNameThatWasAskedFor() {
    for (String name : List.of(ARN, "alias/a")) {
      DataKeyCache cache = cache(1000, 1000);
      int number = keys.count();
      lease(cache.forSealing(scope("app"), 1, keys::now)).close();
      lease(cache.forOpening(scope("app"), WRAPPED, keys::now)).close();

      cache.invalidate("arn:aws:kms:us-east-1:123456789012:key/another");
      assertThat(keys.isZeroed(number)).isFalse();
      cache.invalidate(name);

      assertThat(keys.isZeroed(number)).isTrue();
      assertThat(keys.isZeroed(number + 1)).isTrue();
      assertThat(cache.stats().evictions()).isEqualTo(2);
    }
  }

  @Test
  void holdsNoMoreEntriesThanAllowed() {
    DataKeyCache cache = cache(1000, 1000);
    for (int i = 0; i < 100; i++) {
      lease(cache.forSealing(scope("app" + i), 1, keys::now)).close();
    }

    cache.evictExpired();

    assertThat(cache.stats().entries()).isLessThanOrEqualTo(16);
    int zeroed = 0;
    for (int i = 0; i < 100; i++) {
      zeroed += keys.isZeroed(i) ? 1 : 0;
    }
    assertThat(zeroed).isGreaterThanOrEqualTo(84);
  }

  @Test
  void usesNoKeyTwiceWhenKeysMayHaveNoAge() {
    DataKeyCache cache =
        new DataKeyCache(new DataKeyLimits(Duration.ZERO, 1000, 1000, 16), nowNanos::get);
    for (int i = 0; i < 3; i++) {
      lease(cache.forOpening(scope("app"), WRAPPED, keys::now)).close();
      lease(cache.forSealing(scope("app"), 1, keys::now)).close();
    }

    assertThat(cache.stats().loads()).isEqualTo(6);
    assertThat(cache.stats().entries()).isZero();
    for (int i = 0; i < 6; i++) {
      assertThat(keys.isZeroed(i)).as("key %s", i).isTrue();
    }
  }

  @Test
  void refusesLimitsThatNoKeyShouldHave() {
    Duration minute = Duration.ofMinutes(1);
    List<Supplier<DataKeyLimits>> wrong =
        List.of(
            () -> new DataKeyLimits(Duration.ofNanos(-1), 1, 1, 1),
            () -> new DataKeyLimits(Duration.ofDays(2), 1, 1, 1),
            () -> new DataKeyLimits(minute, 0, 1, 1),
            () -> new DataKeyLimits(minute, DataKeyLimits.HARD_MAX_MESSAGES + 1, 1, 1),
            () -> new DataKeyLimits(minute, 1, -1, 1),
            () -> new DataKeyLimits(minute, 1, 1, 0));

    assertThat(wrong)
        .allSatisfy(
            limits -> assertThatThrownBy(limits::get).isInstanceOf(IllegalArgumentException.class));
  }

  private DataKeyCache cache(long maxMessages, long maxBytes) {
    return new DataKeyCache(
        new DataKeyLimits(Duration.ofMinutes(1), maxMessages, maxBytes, 16), nowNanos::get);
  }

  private List<Integer> numbersOfKeysFor(DataKeyCache cache, int messages, long messageBytes) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      try (DataKeyLease lease = lease(cache.forSealing(scope("app"), messageBytes, keys::now))) {
        numbers.add(LoadedKeys.numberOf(lease.dataKey()));
      }
    }
    return numbers;
  }
}
