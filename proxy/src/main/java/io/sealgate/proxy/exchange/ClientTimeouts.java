package io.sealgate.proxy.exchange;

import java.time.Duration;

/**
 * How long a client's connection waits, and keeps the client waiting.
 *
 * @param idle how long the client may be silent when it is its turn, and how long the head of a
 *     request may take to come whole
 * @param keepAlive how long it may wait with its next request
 * @param patience how long a client that is kept waiting by {@link Plan.KeepAlive} is left without
 *     a byte; shorter than the read time-outs of S3 clients
 */
public record ClientTimeouts(Duration idle, Duration keepAlive, Duration patience) {

  /** Checks that each is longer than nothing. */
  public ClientTimeouts {
    requirePositive(idle);
    requirePositive(keepAlive);
    requirePositive(patience);
  }

  /** How often to look whether one of them is over: several times within the shorter. */
  long checkMillis() {
    return Math.max(1, Math.min(idle.toMillis(), keepAlive.toMillis()) / 4);
  }

  private static void requirePositive(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a time-out must be longer than nothing");
    }
  }
}
