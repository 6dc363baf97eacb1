package io.sealgate.s3.read;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in header values (RFC 9110, section 5.6.7): three forms are read, one is written. */
public final class HttpDate {

  /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  /**
   * {@code Sunday, 06-Nov-94 08:49:37 GMT}; two digits are a year from 1980 on, since nothing in a
   * store is older.
   */
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1980)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH);

  /** {@code Sun Nov 6 08:49:37 1994}. */
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

  private static final List<DateTimeFormatter> FORMS = List.of(FIXED, RFC_850, ASCTIME);

  private HttpDate() {}

  /**
   * Reads a date.
   *
   * @param value a header's value
   * @return the date; empty when it is none, which makes a condition void
   */
  public static Optional<Instant> parse(String value) {
    for (DateTimeFormatter form : FORMS) {
      Optional<Instant> date = parse(value, form);
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  /**
   * Writes a date in the one form that may be sent.
   *
   * @param instant cut to the second
   */
  public static String format(Instant instant) {
    return FIXED.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static Optional<Instant> parse(String value, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException anotherForm) {
      return Optional.empty();
    }
  }
}
