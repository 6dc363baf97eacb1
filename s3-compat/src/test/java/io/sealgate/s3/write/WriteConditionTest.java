package io.sealgate.s3.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Error;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteConditionTest {

  private static final String ETAG = "0123456789abcdef0123456789abcdef-2";

  @Test
  void readsTheTwoConditionsThatThereAre() {
    assertThat(write()).isEqualTo(new WriteCondition.None());
    assertThat(write("If-None-Match", "*")).isEqualTo(new WriteCondition.Absent());
    for (String value : new String[] {ETAG, '"' + ETAG + '"', " \"" + ETAG + "\" "}) {
      assertThat(write("if-match", value)).isEqualTo(new WriteCondition.Unchanged(ETAG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"a\"", "a", "*, *", "\"*\"", "W/\"a\""})
  void takesOnlyAnAsteriskForIfNoneMatch(String value) {
    assertThat(Refusal.of(() -> write("If-None-Match", value)))
        .isEqualTo(notAccepted("If-None-Match"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "\"\"", "\"a\", \"b\"", "a,b", "W/\"a\"", "\"a", "a\""})
  void takesOnlyOneStrongTagForIfMatch(String value) {
    assertThat(Refusal.of(() -> write("If-Match", value))).isEqualTo(notAccepted("If-Match"));
  }

  @ParameterizedTest
  @CsvSource({"If-Match, a", "If-None-Match, *"})
  void takesNoConditionTwice(String name, String value) {
    assertThat(Refusal.of(() -> write(name, value, name, value))).isEqualTo(notAccepted(name));
  }

  @Test
  void takesNoTwoConditions() {
    assertThat(Refusal.of(() -> write("If-Match", ETAG, "If-None-Match", "*")))
        .isEqualTo(
            new Refusal(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                Map.of(
                    "Header",
                    "If-Match,If-None-Match",
                    "additionalMessage",
                    "Multiple conditional request headers present in the request")));
    assertThat(S3Error.NOT_IMPLEMENTED.status()).isEqualTo(501);
  }

  @Test
  void holdsConditionsAgainstWhatIsThere() {
    WriteCondition unchanged = new WriteCondition.Unchanged(ETAG);

    assertThatCode(
            () -> {
              new WriteCondition.None().require(null);
              new WriteCondition.None().require(ETAG);
              new WriteCondition.Absent().require(null);
              unchanged.require(ETAG);
              unchanged.require('"' + ETAG + '"');
            })
        .doesNotThrowAnyException();
    assertThat(Refusal.of(() -> new WriteCondition.Absent().require(ETAG)))
        .isEqualTo(failed("If-None-Match"));
    assertThat(Refusal.of(() -> unchanged.require("x"))).isEqualTo(failed("If-Match"));
    assertThat(Refusal.of(() -> unchanged.require(ETAG.toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(failed("If-Match"));
    assertThat(Refusal.of(() -> unchanged.require(null)).code()).isEqualTo("NoSuchKey");
  }

  @Test
  void namesTheConditionThatAnotherWriteMadeVain() {
    Refusal conflict = Refusal.of(new WriteCondition.Absent().conflict());

    assertThat(conflict)
        .isEqualTo(
            new Refusal(
                "ConditionalRequestConflict",
                "The conditional request cannot succeed due to a conflicting operation against"
                    + " this resource.",
                Map.of("Condition", "If-None-Match")));
    assertThat(S3Error.CONDITIONAL_REQUEST_CONFLICT.status()).isEqualTo(409);
    assertThat(S3Error.PRECONDITION_FAILED.status()).isEqualTo(412);
    assertThat(Refusal.of(new WriteCondition.Unchanged("a").conflict()).details())
        .containsEntry("Condition", "If-Match");
  }

  @Test
  void readsTheConditionOfADelete() {
    assertThat(DeleteCondition.of(new HeaderList())).isEqualTo(new DeleteCondition.None());
    assertThat(DeleteCondition.of(HeaderList.of("If-Match", "*")))
        .isEqualTo(new DeleteCondition.Present());
    assertThat(DeleteCondition.of(HeaderList.of("If-Match", '"' + ETAG + '"')))
        .isEqualTo(new DeleteCondition.Unchanged(ETAG));
    assertThat(DeleteCondition.ofETag(ETAG)).isEqualTo(new DeleteCondition.Unchanged(ETAG));
    for (String value : new String[] {"", "\"a\",\"b\"", "W/\"a\"", "*,*"}) {
      assertThat(Refusal.of(() -> DeleteCondition.of(HeaderList.of("If-Match", value))))
          .isEqualTo(notAccepted("If-Match"));
    }
  }

  @Test
  void holdsTheConditionOfADeleteAgainstWhatIsThere() {
    DeleteCondition unchanged = new DeleteCondition.Unchanged(ETAG);

    assertThatCode(
            () -> {
              new DeleteCondition.None().require(null);
              new DeleteCondition.Present().require("x");
              unchanged.require('"' + ETAG + '"');
            })
        .doesNotThrowAnyException();
    assertThat(Refusal.of(() -> unchanged.require("x"))).isEqualTo(failed("If-Match"));
    assertThat(Refusal.of(() -> unchanged.require(null)).code()).isEqualTo("NoSuchKey");
    assertThat(Refusal.of(() -> new DeleteCondition.Present().require(null)).code())
        .isEqualTo("NoSuchKey");
  }

  private static WriteCondition write(String... headers) {
    return WriteCondition.of(HeaderList.of(headers));
  }

  private static Refusal failed(String condition) {
    return new Refusal(
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        Map.of("Condition", condition));
  }

  private static Refusal notAccepted(String header) {
    return new Refusal(
        "NotImplemented",
        "A header you provided implies functionality that is not implemented",
        Map.of(
            "Header",
            header,
            "additionalMessage",
            "We don't accept the provided value of " + header + " header for this API"));
  }
}
