package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Scalar;
import java.time.Duration;

/**
 * A whole number with a unit, as written in the file.
 *
 * @param number 0 to 10^18 − 1
 * @param unit what follows the digits, may be empty
 */
record Quantity(long number, String unit) {

  private static final int MAX_DIGITS = 18;
  private static final long MAX_DURATION_NUMBER = 1_000_000_000;

  /** A time such as {@code 5m}, within bounds. */
  static Scalar<Duration> duration(Duration min, Duration max) {
    return Scalar.text(
        "a time such as 500ms, 30s, 5m, 1h or 1d, from " + show(min) + " to " + show(max),
        text -> within(parse(text).duration(), min, max));
  }

  /** A number of bytes such as {@code 64KiB}, within bounds. */
  static Scalar<Long> size(long minBytes, long maxBytes) {
    return Scalar.text(
        "a size such as 4096, 64KiB, 1MiB, 1GiB or 1TiB, from "
            + minBytes
            + " to "
            + maxBytes
            + " bytes",
        text -> within(parse(text).bytes(), minBytes, maxBytes));
  }

  /** A whole number within bounds. */
  static Scalar<Long> number(long min, long max) {
    return Scalar.text(
        "a number from " + min + " to " + max,
        text -> {
          Quantity quantity = parse(text);
          require(quantity.unit.isEmpty());
          return within(quantity.number, min, max);
        });
  }

  private static Quantity parse(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    require(digits >= 1 && digits <= MAX_DIGITS);
    return new Quantity(Long.parseLong(text, 0, digits, 10), text.substring(digits));
  }

  private Duration duration() {
    require(number <= MAX_DURATION_NUMBER);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException("unknown unit of time");
    };
  }

  private long bytes() {
    int shift =
        switch (unit) {
          case "", "B" -> 0;
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          case "TiB" -> 40;
          case "PiB" -> 50;
          default -> throw new IllegalArgumentException("unknown unit of size");
        };
    require(number <= Long.MAX_VALUE >> shift);
    return number << shift;
  }

  private static <T extends Comparable<T>> T within(T value, T min, T max) {
    require(value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
    return value;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }

  private static String show(Duration duration) {
    if (duration.toHoursPart() == 0 && duration.toDays() > 0) {
      return duration.toDays() + "d";
    }
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
