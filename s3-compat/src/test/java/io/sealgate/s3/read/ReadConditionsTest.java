package io.sealgate.s3.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.read.ReadConditions.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadConditionsTest {

  private static final String ETAG = "\"0123456789abcdef0123456789abcdef-2\"";
  private static final String BARE = "0123456789abcdef0123456789abcdef-2";
  private static final Instant MODIFIED = Instant.parse("2026-03-01T12:00:00.900Z");
  private static final String BEFORE = "Sun, 01 Mar 2026 11:59:59 GMT";
  private static final String SAME = "Sun, 01 Mar 2026 12:00:00 GMT";
  private static final String AFTER = "Sun, 01 Mar 2026 12:00:01 GMT";

  private static final Outcome PROCEED = new Outcome.Proceed();
  private static final Outcome NOT_MODIFIED = new Outcome.NotModified();
  private static final Outcome NO_MATCH = new Outcome.Failed("If-Match");
  private static final Outcome MODIFIED_SINCE = new Outcome.Failed("If-Unmodified-Since");

  @Test
  void sendsTheObjectWithoutConditions() {
    assertThat(ReadConditions.of(new HeaderList())).isSameAs(ReadConditions.NONE);
    assertThat(evaluate()).isEqualTo(PROCEED);
  }

  @Test
  void comparesTags() {
    for (String list :
        new String[] {ETAG, BARE, "*", "\"x\", " + ETAG, "\"x\"," + BARE + " ,y", "W/\"x\", *"}) {
      assertThat(evaluate("If-Match", list)).as(list).isEqualTo(PROCEED);
      assertThat(evaluate("If-None-Match", list)).as(list).isEqualTo(NOT_MODIFIED);
    }
    for (String list :
        new String[] {
          "",
          ",",
          "\"\"",
          "\"x\"",
          BARE.substring(1),
          BARE + "0",
          "\"" + BARE,
          "\"a,b\"",
          "W/",
          "\"" + BARE.toUpperCase(java.util.Locale.ROOT) + "\"",
          "\"*\""
        }) {
      assertThat(evaluate("If-Match", list)).as(list).isEqualTo(NO_MATCH);
      assertThat(evaluate("If-None-Match", list)).as(list).isEqualTo(PROCEED);
    }
  }

  @Test
  void takesWeakTagsForCachesButNotForIdentity() {
    assertThat(evaluate("If-None-Match", "W/" + ETAG)).isEqualTo(NOT_MODIFIED);
    assertThat(evaluate("If-Match", "W/" + ETAG)).isEqualTo(NO_MATCH);
  }

  @Test
  void joinsListsInSeveralLines() {
    assertThat(evaluate("If-None-Match", "\"x\"", "If-None-Match", ETAG)).isEqualTo(NOT_MODIFIED);
  }

  @Test
  void comparesDatesInWholeSeconds() {
    assertThat(evaluate("If-Modified-Since", BEFORE)).isEqualTo(PROCEED);
    assertThat(evaluate("If-Modified-Since", SAME)).isEqualTo(NOT_MODIFIED);
    assertThat(evaluate("If-Modified-Since", AFTER)).isEqualTo(NOT_MODIFIED);
    assertThat(evaluate("If-Unmodified-Since", BEFORE)).isEqualTo(MODIFIED_SINCE);
    assertThat(evaluate("If-Unmodified-Since", SAME)).isEqualTo(PROCEED);
    assertThat(evaluate("If-Unmodified-Since", AFTER)).isEqualTo(PROCEED);
  }

  @Test
  void takesDatesThatCannotBeReadForNoConditions() {
    assertThat(evaluate("If-Modified-Since", "yesterday")).isEqualTo(PROCEED);
    assertThat(evaluate("If-Unmodified-Since", "")).isEqualTo(PROCEED);
  }

  @Test
  void letsTagsMakeDatesVoid() {
    assertThat(evaluate("If-Match", ETAG, "If-Unmodified-Since", BEFORE)).isEqualTo(PROCEED);
    assertThat(evaluate("If-Match", "\"x\"", "If-Unmodified-Since", AFTER)).isEqualTo(NO_MATCH);
    assertThat(evaluate("If-None-Match", ETAG, "If-Modified-Since", BEFORE))
        .isEqualTo(NOT_MODIFIED);
    assertThat(evaluate("If-None-Match", "\"x\"", "If-Modified-Since", AFTER)).isEqualTo(PROCEED);
  }

  @Test
  void answersAFailureBeforeNotModified() {
    assertThat(evaluate("If-Match", "\"x\"", "If-None-Match", ETAG)).isEqualTo(NO_MATCH);
    assertThat(evaluate("If-Match", ETAG, "If-None-Match", ETAG)).isEqualTo(NOT_MODIFIED);
    assertThat(evaluate("If-Unmodified-Since", BEFORE, "If-None-Match", ETAG))
        .isEqualTo(MODIFIED_SINCE);
  }

  @Test
  void namesTheConditionThatDoesNotHold() {
    assertThat(Refusal.of(new Outcome.Failed("If-Match").asException()))
        .isEqualTo(
            new Refusal(
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                Map.of("Condition", "If-Match")));
  }

  @Test
  void resumesOnlyTheSameObject() {
    assertThat(rangeCounts()).isTrue();
    assertThat(rangeCounts("If-Range", ETAG)).isTrue();
    assertThat(rangeCounts("If-Range", "\"x\"")).isFalse();
    assertThat(rangeCounts("If-Range", "W/" + ETAG)).isFalse();
    assertThat(rangeCounts("If-Range", SAME)).isTrue();
    assertThat(rangeCounts("If-Range", BEFORE)).isFalse();
    assertThat(rangeCounts("If-Range", AFTER)).isFalse();
    assertThat(rangeCounts("If-Range", "Sun, 31 Feb 2026 12:00:00 GMT")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT  | 1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994       | 1994-11-06T08:49:37Z",
        "Sun Nov 13 08:49:37 1994       | 1994-11-13T08:49:37Z",
        "Thu, 29 Feb 2024 23:59:59 GMT  | 2024-02-29T23:59:59Z",
        "Tuesday, 15-Sep-26 00:00:00 GMT | 2026-09-15T00:00:00Z",
      })
  void readsTheThreeFormsOfDates(String value, Instant date) {
    assertThat(HttpDate.parse(value)).contains(date);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "Sun, 06 Nov 1994 08:49:37",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "2026-03-01T12:00:00Z",
        "1772366400",
      })
  void readsNoOtherDates(String value) {
    assertThat(HttpDate.parse(value)).isEmpty();
  }

  @Test
  void writesTheOneFormThatMayBeSent() {
    assertThat(HttpDate.format(MODIFIED)).isEqualTo(SAME);
    assertThat(HttpDate.format(Instant.parse("2026-09-05T01:02:03Z")))
        .isEqualTo("Sat, 05 Sep 2026 01:02:03 GMT");
  }

  private static Outcome evaluate(String... headers) {
    return ReadConditions.of(HeaderList.of(headers)).evaluate(ETAG, MODIFIED);
  }

  private static boolean rangeCounts(String... headers) {
    return ReadConditions.of(HeaderList.of(headers)).rangeCounts(ETAG, MODIFIED);
  }
}
