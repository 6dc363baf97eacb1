package io.sealgate.kms.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryingCallerTest {

  private static final long SEED = 20261122;
  private static final RetryPolicy POLICY =
      new RetryPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofMillis(50),
          Duration.ofSeconds(1));

  private final FakeTime time = new FakeTime();
  private final RetryingCaller caller = new RetryingCaller(POLICY, time, new Random(SEED));

  @Test
  void repeatsUntilAnAnswerComes() {
    List<Duration> timeouts = new ArrayList<>();

    String answer =
        caller.call(timeout -> {
          timeouts.add(timeout);
          return timeouts.size() < 4 ? transientFailure() : new Outcome.Answered<>("answer");
        });

    assertThat(answer).isEqualTo("answer");
    assertThat(timeouts).hasSize(4).allMatch(POLICY.attemptTimeout()::equals);
    assertThat(time.sleeps()).hasSize(3);
  }

  @Test
  void neverRepeatsWhatIsFinal() {
    List<Duration> timeouts = new ArrayList<>();

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() ->
            caller.call(timeout -> {
              timeouts.add(timeout);
              return failure(KmsError.DISABLED, false);
            }))
        .matches(e -> e.error() == KmsError.DISABLED);
    assertThat(timeouts).hasSize(1);
    assertThat(time.sleeps()).isEmpty();
  }

  @Test
  void keepsTheLastFailureAndTheDeadlineWhenAttemptsCostNothing() {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> caller.call(_ -> transientFailure()))
        .matches(e -> e.error() == KmsError.THROTTLING);

    assertThat(time.sleeps()).hasSizeGreaterThan(10);
    assertThat(total(time.sleeps())).isLessThan(POLICY.deadline());
  }

  @Test
  void makesNoAttemptWithoutTimeWhenASleepTakesTooLong() {
    List<Duration> timeouts = new ArrayList<>();
    time.oversleepBy(POLICY.deadline());

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() ->
            caller.call(timeout -> {
              timeouts.add(timeout);
              return transientFailure();
            }))
        .matches(e -> e.error() == KmsError.THROTTLING);
    assertThat(timeouts).hasSize(1);
  }

  @Test
  void givesAnAttemptNoMoreTimeThanIsLeft() {
    List<Duration> timeouts = new ArrayList<>();
    long start = time.nanos();

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() ->
            caller.call(timeout -> {
              timeouts.add(timeout);
              time.advance(timeout);
              return transientFailure();
            }));

    assertThat(timeouts).hasSizeBetween(4, 5).allMatch(Duration::isPositive);
    assertThat(timeouts.getLast()).isLessThan(POLICY.attemptTimeout());
    assertThat(Duration.ofNanos(time.nanos() - start)).isLessThanOrEqualTo(POLICY.deadline());
  }

  @Test
  void waitsARandomTimeBelowADoublingCeiling() {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> caller.call(_ -> transientFailure()));

    Duration ceiling = POLICY.baseBackoff();
    for (Duration wait : time.sleeps()) {
      assertThat(wait).as("seed %d", SEED).isBetween(Duration.ZERO, ceiling);
      ceiling = shorter(ceiling.multipliedBy(2), POLICY.maxBackoff());
    }
    assertThat(time.sleeps()).doesNotHaveDuplicates();
  }

  @Test
  void waitsTheSameForTheSameSeedAndOtherwiseForAnother() {
    assertThat(waitsWithSeed(SEED)).isEqualTo(waitsWithSeed(SEED));
    assertThat(waitsWithSeed(SEED)).isNotEqualTo(waitsWithSeed(SEED + 1));
  }

  @Test
  void givesUpWhenInterruptedAndLeavesTheThreadInterrupted() {
    RetryingCaller interrupted =
        new RetryingCaller(POLICY, new InterruptedTime(), new Random(SEED));

    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> interrupted.call(_ -> transientFailure()))
        .matches(e -> e.error() == KmsError.DEPENDENCY_TIMEOUT);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void keepsTheCeilingForAnyNumberOfRepetitions() {
    assertThat(POLICY.backoffCeiling(0)).isEqualTo(POLICY.baseBackoff());
    assertThat(POLICY.backoffCeiling(4)).isEqualTo(Duration.ofMillis(800));
    assertThat(POLICY.backoffCeiling(5)).isEqualTo(POLICY.maxBackoff());
    assertThat(POLICY.backoffCeiling(Integer.MAX_VALUE)).isEqualTo(POLICY.maxBackoff());
  }

  @Test
  void refusesPoliciesThatCannotBeKept() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(Duration.ZERO, second, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(second, second.negated(), second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(second, second, second, Duration.ofMillis(999)));
  }

  private static List<Duration> waitsWithSeed(long seed) {
    FakeTime time = new FakeTime();
    RetryingCaller caller = new RetryingCaller(POLICY, time, new Random(seed));
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> caller.call(_ -> transientFailure()));
    return time.sleeps();
  }

  private static Outcome<String> transientFailure() {
    return failure(KmsError.THROTTLING, true);
  }

  private static Outcome<String> failure(KmsError error, boolean repeatable) {
    return new Outcome.Failed<>(new KmsException(error, "as scripted"), repeatable);
  }

  private static Duration total(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Interrupts whoever waits. */
  private static final class InterruptedTime implements MonotonicTime {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      throw new InterruptedException();
    }
  }
}
