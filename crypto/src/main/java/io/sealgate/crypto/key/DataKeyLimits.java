package io.sealgate.crypto.key;

import java.time.Duration;

/**
 * How far a cached data key may go. For opening, only the age counts.
 *
 * @param maxAge how long after its request a key may be used; zero: each object asks for its key
 *     anew, and shares it with nobody
 * @param maxMessages how many objects one key may seal, 1 to {@link #HARD_MAX_MESSAGES}
 * @param maxBytes how many plaintext bytes those objects may hold together, 0 or more; an object
 *     that reaches it alone gets a key of its own, which is not cached
 * @param maxEntries how many keys are held at once, 1 or more
 */
public record DataKeyLimits(Duration maxAge, long maxMessages, long maxBytes, long maxEntries) {

  /** Far below the 2^32 seals that FORMAT §1 forbids to come near. */
  public static final long HARD_MAX_MESSAGES = 1L << 24;

  /** Longer ages make no sense for a key that its owner may want to disable. */
  public static final Duration HARD_MAX_AGE = Duration.ofDays(1);

  /** Checks the ranges. */
  public DataKeyLimits {
    require(!maxAge.isNegative() && maxAge.compareTo(HARD_MAX_AGE) <= 0, "max age", maxAge);
    require(maxMessages >= 1 && maxMessages <= HARD_MAX_MESSAGES, "max messages", maxMessages);
    require(maxBytes >= 0, "max bytes", maxBytes);
    require(maxEntries >= 1, "max entries", maxEntries);
  }

  private static void require(boolean inRange, String name, Object value) {
    if (!inRange) {
      throw new IllegalArgumentException(name + " out of range: " + value);
    }
  }
}
