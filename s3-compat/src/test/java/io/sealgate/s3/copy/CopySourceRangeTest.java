package io.sealgate.s3.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.read.ResolvedRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CopySourceRangeTest {

  @Test
  void copiesTheWholeSourceWithoutARange() {
    assertThat(CopySourceRange.of(new HeaderList())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-0, 0, 0", "bytes=5-10, 5, 10", "bytes=0-5368709119, 0, 5368709119"})
  void readsTwoEnds(String header, long first, long last) {
    assertThat(range(header)).isEqualTo(new CopySourceRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=5-",
        "bytes=-5",
        "bytes=5",
        "bytes=2-1",
        "0-5",
        "bytes=0-1,3-4",
        "bytes=a-b",
        "bytes=0-1 ",
        "items=0-1"
      })
  void refusesEverythingElse(String header) {
    assertThat(Refusal.of(() -> range(header)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first"
                    + " and last are the zero-based offsets of the first and last bytes to copy",
                Map.of("ArgumentName", "x-amz-copy-source-range", "ArgumentValue", header)));
  }

  @Test
  void liesWithinTheSourceOrIsRefused() {
    CopySourceRange range = new CopySourceRange(2, 4);

    assertThat(range.within(5)).isEqualTo(new ResolvedRange(2, 3, 5));
    for (long sourceBytes : new long[] {0, 2, 4}) {
      assertThat(Refusal.of(() -> range.within(sourceBytes)))
          .isEqualTo(
              new Refusal(
                  "InvalidArgument",
                  "Range specified is not valid for source object of size: " + sourceBytes,
                  Map.of("ArgumentName", "x-amz-copy-source-range", "ArgumentValue", "bytes=2-4")));
    }
    assertThat(
            Refusal.of(() -> new CopySourceRange(0, Long.MAX_VALUE).within(Long.MAX_VALUE)).code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void copiesNoMoreThanAPartAtOnce() {
    assertThatCode(() -> CopySourceRange.requireOnePart(5L << 30)).doesNotThrowAnyException();
    assertThat(Refusal.of(() -> CopySourceRange.requireOnePart((5L << 30) + 1)))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "The specified copy source is larger than the maximum allowable size for a copy"
                    + " source: 5368709120",
                Map.of()));
  }

  private static @Nullable CopySourceRange range(String header) {
    return CopySourceRange.of(HeaderList.of("x-amz-copy-source-range", header));
  }
}
