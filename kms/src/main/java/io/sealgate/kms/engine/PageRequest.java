package io.sealgate.kms.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit at most so many entries, 1 to 1000; the operation's default when left out
 * @param marker {@code NextMarker} of the part before; the beginning when left out
 */
public record PageRequest(@Nullable Integer limit, @Nullable String marker) {

  /** The first part, of default size. */
  public static final PageRequest FIRST = new PageRequest(null, null);

  /** The limit, or the operation's default. */
  int limitOr(int defaultLimit) {
    Integer asked = limit;
    return asked == null ? defaultLimit : asked;
  }
}
