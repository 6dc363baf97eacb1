package io.sealgate.s3.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source was modified at noon; its tag is known. */
final class CopyConditionsTest {

  private static final String ETAG = "\"0123456789abcdef0123456789abcdef\"";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.900Z");
  private static final String BEFORE = "Sun, 01 Mar 2026 11:59:59 GMT";
  private static final String SAME = "Sun, 01 Mar 2026 12:00:00 GMT";
  private static final String AFTER = "Sun, 01 Mar 2026 12:00:01 GMT";

  private static final String MATCH = "x-amz-copy-source-if-match";
  private static final String NONE_MATCH = "x-amz-copy-source-if-none-match";
  private static final String MODIFIED = "x-amz-copy-source-if-modified-since";
  private static final String UNMODIFIED = "x-amz-copy-source-if-unmodified-since";

  @Test
  void copiesWithoutConditions() {
    assertThat(CopyConditions.of(new HeaderList()).isEmpty()).isTrue();
    assertThat(CopyConditions.of(HeaderList.of(MATCH, ETAG)).isEmpty()).isFalse();
    copies();
  }

  @Test
  void readsNoConditionsOfTheTarget() {
    assertThat(CopyConditions.of(HeaderList.of("If-Match", "x", "If-None-Match", "*")).isEmpty())
        .isTrue();
  }

  @Test
  void holdsEachConditionAlone() {
    copies(MATCH, ETAG);
    copies(MATCH, ETAG.replace("\"", ""));
    refuses("If-Match", MATCH, "\"x\"");
    copies(NONE_MATCH, "\"x\"");
    refuses("If-None-Match", NONE_MATCH, ETAG);
    refuses("If-None-Match", NONE_MATCH, "*");
    copies(UNMODIFIED, SAME);
    copies(UNMODIFIED, AFTER);
    refuses("If-Unmodified-Since", UNMODIFIED, BEFORE);
    copies(MODIFIED, BEFORE);
    refuses("If-Modified-Since", MODIFIED, SAME);
    refuses("If-Modified-Since", MODIFIED, AFTER);
  }

  @Test
  void copiesWhatMatchesThoughItWasModified() {
    copies(MATCH, ETAG, UNMODIFIED, BEFORE);
    refuses("If-Match", MATCH, "\"x\"", UNMODIFIED, AFTER);
  }

  @Test
  void refusesATagThatIsExcludedThoughItWasModified() {
    refuses("If-None-Match", NONE_MATCH, ETAG, MODIFIED, BEFORE);
    copies(NONE_MATCH, "\"x\"", MODIFIED, AFTER);
  }

  @Test
  void takesDatesThatCannotBeReadForNoConditions() {
    copies(MODIFIED, "yesterday", UNMODIFIED, "");
  }

  private static void copies(String... headers) {
    assertThatCode(() -> CopyConditions.of(HeaderList.of(headers)).require(ETAG, NOON))
        .doesNotThrowAnyException();
  }

  private static void refuses(String condition, String... headers) {
    assertThat(Refusal.of(() -> CopyConditions.of(HeaderList.of(headers)).require(ETAG, NOON)))
        .isEqualTo(
            new Refusal(
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                Map.of("Condition", "x-amz-copy-source-" + condition)));
  }
}
