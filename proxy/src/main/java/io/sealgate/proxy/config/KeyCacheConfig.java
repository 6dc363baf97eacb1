package io.sealgate.proxy.config;

import java.time.Duration;

/**
 * How long a data key may be used again: {@code key-cache}.
 *
 * @param maxAge since it was generated; zero: no cache
 * @param maxMessages objects sealed under it, 1 to 2^31
 * @param maxBytes plaintext sealed under it, 1 or more
 */
public record KeyCacheConfig(Duration maxAge, long maxMessages, long maxBytes) {

  /** Far below the 2^32 seals that FORMAT §1 allows at most. */
  static final long MAX_MESSAGES = 1L << 31;

  /** Checks the ranges. */
  public KeyCacheConfig {
    if (maxAge.isNegative() || maxMessages < 1 || maxMessages > MAX_MESSAGES || maxBytes < 1) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
