package io.sealgate.proxy.capability;

import io.sealgate.proxy.system.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The backend's capabilities as operations ask for them. Who asks first has the backend probed and
 * waits for it; a probe that failed is repeated when somebody asks again, and one that left
 * something open after a while, behind everybody's back.
 */
public final class ProbedCapabilities {

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration WHILE_INCOMPLETE = Duration.ofMinutes(1);

  private final Supplier<BackendCapabilities> probe;
  private final InstantSource clock;
  private final Executor workers;
  private final AtomicReference<@Nullable Round> latest = new AtomicReference<>();

  /**
   * Nothing is known yet.
   *
   * @param probe asks the backend; blocks
   * @param clock tells when to probe again
   * @param workers where the probe runs
   */
  public ProbedCapabilities(
      Supplier<BackendCapabilities> probe, InstantSource clock, Executor workers) {
    this.probe = probe;
    this.clock = clock;
    this.workers = workers;
  }

  /**
   * What the backend does.
   *
   * @return completes at once when it is known; fails with {@link
   *     io.sealgate.proxy.backend.BackendException} when the backend cannot be asked
   */
  public CompletionStage<BackendCapabilities> capabilities() {
    Round round = latest.get();
    if (round == null || isStale(round)) {
      round = next(round);
    }
    BackendCapabilities known = round.settled();
    return known == null ? round.result() : CompletableFuture.completedFuture(known);
  }

  /** What is known of the backend by now, without asking it. */
  public Optional<BackendCapabilities> known() {
    Round round = latest.get();
    return round == null ? Optional.empty() : Optional.ofNullable(round.settled());
  }

  /** {@link #capabilities}, waited for; blocks. */
  public BackendCapabilities await() {
    return Waiting.forStage(capabilities());
  }

  private Round next(@Nullable Round stale) {
    Round fresh =
        new Round(
            new CompletableFuture<>(), clock.instant(), stale == null ? null : stale.settled());
    if (!latest.compareAndSet(stale, fresh)) {
      Round others = latest.get();
      return others == null ? fresh : others;
    }
    workers.execute(() -> {
      try {
        fresh.result().complete(probe.get());
      } catch (RuntimeException | Error failure) { // whoever waits must hear of it
        fresh.result().completeExceptionally(failure);
      }
    });
    return fresh;
  }

  private boolean isStale(Round round) {
    if (!round.result().isDone()) {
      return false;
    }
    BackendCapabilities found = round.settled();
    if (found != null && found.isComplete()) {
      return false;
    }
    Duration pause = found == null ? AFTER_FAILURE : WHILE_INCOMPLETE;
    return !clock.instant().isBefore(round.started().plus(pause));
  }

  /**
   * One probe.
   *
   * @param result what it finds
   * @param started when it began
   * @param before what the probe before found, null when there was none or it failed
   */
  private record Round(
      CompletableFuture<BackendCapabilities> result,
      Instant started,
      @Nullable BackendCapabilities before) {

    /** What is known at the end of this probe; null when that is nothing. */
    @Nullable BackendCapabilities settled() {
      return result.isDone() && !result.isCompletedExceptionally() ? result.join() : before;
    }
  }
}
