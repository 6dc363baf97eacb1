package io.sealgate.s3.read;

import java.util.Optional;

/** Reads Range headers: one pass, no error, since what is not understood is no range. */
final class RangeParser {

  private static final String UNIT = "bytes=";

  private RangeParser() {}

  static Optional<ByteRange> parse(String header) {
    int dash = header.indexOf('-');
    if (dash < UNIT.length()
        || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())
        || !isDigits(header, UNIT.length(), dash)
        || !isDigits(header, dash + 1, header.length())) {
      return Optional.empty();
    }
    boolean hasFirst = dash > UNIT.length();
    boolean hasLast = dash + 1 < header.length();
    if (!hasFirst && !hasLast) {
      return Optional.empty();
    }
    if (!hasFirst) {
      return Optional.of(new ByteRange.Suffix(number(header, dash + 1, header.length())));
    }
    long first = number(header, UNIT.length(), dash);
    if (!hasLast) {
      return Optional.of(new ByteRange.From(first));
    }
    long last = number(header, dash + 1, header.length());
    return first > last ? Optional.empty() : Optional.of(new ByteRange.FromTo(first, last));
  }

  private static boolean isDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** The number, or the largest long for one that is larger: no object reaches that far. */
  private static long number(String digits, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = digits.charAt(i) - '0';
      if (number > (Long.MAX_VALUE - digit) / 10) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
