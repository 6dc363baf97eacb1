package io.sealgate.auth.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A date as signatures write it: {@code yyyyMMdd'T'HHmmss'Z'}.
 *
 * @param text as written
 * @param epochSeconds the same as a number
 */
record AmzDate(String text, long epochSeconds) {

  /** The date of that form, or null. */
  static @Nullable AmzDate parse(String text) {
    if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return null;
    }
    int date = digits(text, 0, 8);
    int time = digits(text, 9, 15);
    int hour = time / 10_000;
    int minute = time / 100 % 100;
    int second = time % 100;
    if (date < 0 || time < 0 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    try {
      long day = LocalDate.of(date / 10_000, date / 100 % 100, date % 100).toEpochDay();
      return new AmzDate(text, day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The date of a {@code Date} header: of that form or of RFC 9110's; or null. */
  static @Nullable AmzDate parseDateHeader(String text) {
    AmzDate date = parse(text);
    if (date != null) {
      return date;
    }
    try {
      return of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from).getEpochSecond());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * The date of a time.
   *
   * @param epochSeconds between the years 0 and 9999
   */
  static AmzDate of(long epochSeconds) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochSeconds, SECONDS_PER_DAY));
    int second = Math.floorMod(epochSeconds, (int) SECONDS_PER_DAY);
    char[] text = new char[LENGTH];
    put(text, 0, 4, day.getYear());
    put(text, 4, 2, day.getMonthValue());
    put(text, 6, 2, day.getDayOfMonth());
    text[8] = 'T';
    put(text, 9, 2, second / 3600);
    put(text, 11, 2, second / 60 % 60);
    put(text, 13, 2, second % 60);
    text[15] = 'Z';
    return new AmzDate(new String(text), epochSeconds);
  }

  /** {@code yyyyMMdd}, as in a credential scope. */
  String day() {
    return text.substring(0, 8);
  }

  /** Whether this could be the day of a credential scope. */
  static boolean isDay(String text) {
    return text.length() == 8 && digits(text, 0, 8) >= 0;
  }

  /** In RFC 3339, as AWS writes times into error documents. */
  static String forError(long epochSeconds) {
    return Instant.ofEpochSecond(epochSeconds).toString();
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  private static void put(char[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static final int LENGTH = 16;
  private static final long SECONDS_PER_DAY = 86_400;
}
