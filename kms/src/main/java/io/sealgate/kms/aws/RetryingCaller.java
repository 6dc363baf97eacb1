package io.sealgate.kms.aws;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Repeats an attempt until it succeeds, fails for good, or the deadline leaves no room. */
final class RetryingCaller {

  /** One attempt at a call. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Tries once.
     *
     * @param timeout within which the attempt must have ended, positive
     */
    Outcome<T> run(Duration timeout);
  }

  private final RetryPolicy policy;
  private final MonotonicTime time;
  private final RandomGenerator jitter;

  RetryingCaller(RetryPolicy policy, MonotonicTime time, RandomGenerator jitter) {
    this.policy = policy;
    this.time = time;
    this.jitter = jitter;
  }

  <T> T call(Attempt<T> attempt) {
    long startNanos = time.nanos();
    for (int repetition = 0; ; repetition++) {
      switch (attempt.run(shorter(policy.attemptTimeout(), left(startNanos)))) {
        case Outcome.Answered<T>(T answer) -> {
          return answer;
        }
        case Outcome.Failed<T>(KmsException failure, boolean repeatable) -> {
          Duration wait = drawWait(repetition);
          // A wait that would use up the deadline is not begun: the caller learns the failure now.
          if (!repeatable || wait.compareTo(left(startNanos)) >= 0) {
            throw failure;
          }
          sleep(wait);
          if (!left(startNanos).isPositive()) {
            throw failure; // a busy machine has slept longer than it was told
          }
        }
      }
    }
  }

  private Duration left(long startNanos) {
    return policy.deadline().minusNanos(time.nanos() - startNanos);
  }

  private Duration drawWait(int repetition) {
    return Duration.ofNanos(jitter.nextLong(policy.backoffCeiling(repetition).toNanos() + 1));
  }

  private void sleep(Duration wait) {
    try {
      time.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(KmsError.DEPENDENCY_TIMEOUT, "The call of KMS was given up.", e);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
