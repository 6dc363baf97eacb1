package io.sealgate.kms.aws;

import java.time.Duration;

/**
 * How long a call of KMS may take and how its repetitions are spaced.
 *
 * <p>Attempts are repeated until the deadline, however many they are. Before repetition <i>n</i>
 * (from 0) the caller waits a random time between nothing and {@code min(maxBackoff, baseBackoff ·
 * 2^n)}, which is exponential backoff with full jitter.
 *
 * @param deadline for the whole call, waiting included; after it a thread is never held
 * @param attemptTimeout for one attempt, connecting included
 * @param baseBackoff the longest first wait
 * @param maxBackoff the longest wait
 */
public record RetryPolicy(
    Duration deadline, Duration attemptTimeout, Duration baseBackoff, Duration maxBackoff) {

  /** Ten seconds in all, three for an attempt, waits of up to 50 ms that double up to 1 s. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofMillis(50),
          Duration.ofSeconds(1));

  /** Checks that every duration is positive and that the waits are in order. */
  public RetryPolicy {
    if (!deadline.isPositive() || !attemptTimeout.isPositive() || !baseBackoff.isPositive()) {
      throw new IllegalArgumentException("a KMS time limit is not positive");
    }
    if (maxBackoff.compareTo(baseBackoff) < 0) {
      throw new IllegalArgumentException("the longest KMS backoff is shorter than the first one");
    }
  }

  /** The same with another deadline, which one attempt does not outlast either. */
  public RetryPolicy withDeadline(Duration limit) {
    Duration attempt = attemptTimeout.compareTo(limit) < 0 ? attemptTimeout : limit;
    return new RetryPolicy(limit, attempt, baseBackoff, maxBackoff);
  }

  /**
   * The longest wait before a repetition.
   *
   * @param repetition from 0
   */
  Duration backoffCeiling(int repetition) {
    // 2^30 base waits are past any maximum, and the shift cannot overflow.
    Duration doubled = baseBackoff.multipliedBy(1L << Math.min(repetition, 30));
    return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
  }
}
