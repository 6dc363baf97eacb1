package io.sealgate.proxy.object;

import static io.sealgate.proxy.object.KeysFixture.ALIAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DSSE-KMS names one KMS key for both its layers: an object that was sealed under two could never
 * be read again.
 */
final class TwoLayersOneKeyTest {

  @TempDir Path folder;

  @Test
  void sealsUnderOneKeyWhenTheAliasMovesBetweenTheLayers() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      String other = keys.newKey();
      AtomicInteger calls = new AtomicInteger();
      keys.beforeGenerate =
          _ -> {
            if (calls.incrementAndGet() == 2) {
              keys.moveAlias(other);
            }
          };

      keys.open(keys.sealed(keys.dual(ALIAS)));

      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void sealsUnderOneKeyWhenOneLayersKeyIsCachedFromBeforeTheAliasMoved() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      String other = keys.newKey();
      AtomicInteger calls = new AtomicInteger();
      keys.beforeGenerate =
          _ -> {
            if (calls.incrementAndGet() == 2) {
              throw new KmsException(KmsError.THROTTLING, "not now");
            }
          };
      assertThatThrownBy(() -> keys.sealed(keys.dual(ALIAS))).hasMessageContaining("not now");
      keys.moveAlias(other);

      keys.open(keys.sealed(keys.dual(ALIAS)));

      assertThat(calls).as("layer 0's key was kept").hasValue(3);
    }
  }

  @Test
  void completesAtOnceWhenBothKeysAreCached() {
    AtomicBoolean working = new AtomicBoolean(true);
    try (KeysFixture keys =
        new KeysFixture(
            folder,
            List.of(),
            limits(1000),
            work -> {
              if (!working.get()) {
                throw new RejectedExecutionException("nobody works any more");
              }
              work.run();
            })) {
      keys.sealed(keys.dual(ALIAS));
      working.set(false);

      CompletionStage<Envelope> sealing = keys.sealing(keys.dual(ALIAS));

      assertThat(sealing.toCompletableFuture()).isCompleted();
    }
  }

  @Test
  void storesNothingWhenTheKeyServiceTakesAnotherKeyThanLayerZeros() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      String other = keys.newKey();
      keys.takenFor = keyId -> keyId.equals(ALIAS) ? keyId : other;

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> keys.sealed(keys.dual(ALIAS)))
            .hasMessageContaining("the data key is under another key than the one asked for");
      }
    }
  }

  @Test
  void zeroesEveryKeyWhenLayerOnesCannotBeUsed() {
    try (KeysFixture keys = new KeysFixture(folder, List.of())) {
      String other = keys.newKey();
      keys.takenFor = keyId -> keyId.equals(ALIAS) ? keyId : other;
      assertThatThrownBy(() -> keys.sealed(keys.dual(ALIAS)));

      keys.cache.close();

      assertThat(keys.generated).hasSize(2).allMatch(key -> Arrays.equals(key, new byte[32]));
    }
  }

  /** Any order of moves, failures, evictions and expired keys, one after the other. */
  @Test
  void whateverIsSealedOpens() {
    long seed = new Random().nextLong();
    System.err.println("seed " + seed);
    Random random = new Random(seed);
    try (KeysFixture keys = new KeysFixture(folder, List.of(), limits(3))) {
      List<String> targets = List.of(keys.newKey(), keys.newKey(), keys.newKey());
      keys.beforeGenerate =
          _ -> {
            switch (random.nextInt(4)) {
              case 0 -> keys.moveAlias(targets.get(random.nextInt(3)));
              case 1 -> throw new KmsException(KmsError.THROTTLING, "not now");
              case 2 -> keys.cache.invalidate(targets.get(random.nextInt(3)));
              default -> {}
            }
          };
      int opened = 0;
      for (int i = 0; i < 500; i++) {
        if (random.nextInt(3) == 0) {
          keys.moveAlias(targets.get(random.nextInt(3)));
        }
        Envelope envelope = sealedUnlessThrottled(keys);
        if (envelope != null) {
          keys.open(envelope);
          opened++;
        }
      }
      assertThat(opened).isGreaterThan(50);
    }
  }

  /** The same with threads that race for the cache's entries while the alias moves. */
  @Test
  void whateverIsSealedOpensWhileTheAliasMoves() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        KeysFixture keys = new KeysFixture(folder, List.of(), limits(5), threads)) {
      List<String> targets = List.of(keys.newKey(), keys.newKey());
      AtomicBoolean done = new AtomicBoolean();
      Future<?> mover =
          threads.submit(() -> {
            for (int i = 0; !done.get(); i++) {
              keys.moveAlias(targets.get(i % 2));
            }
          });
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < 100; i++) {
                keys.open(keys.sealed(keys.dual(ALIAS)));
              }
            }));
      }
      try {
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        done.set(true);
      }
      mover.get();
    }
  }

  private static @Nullable Envelope sealedUnlessThrottled(KeysFixture keys) {
    try {
      return keys.sealed(keys.dual(ALIAS));
    } catch (CompletionException refused) {
      assertThat(refused).hasMessageContaining("not now");
      return null;
    }
  }

  private static DataKeyLimits limits(long maxMessages) {
    return new DataKeyLimits(Duration.ofMinutes(5), maxMessages, 1L << 40, 1000);
  }
}
