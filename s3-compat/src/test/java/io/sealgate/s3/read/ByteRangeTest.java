package io.sealgate.s3.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

  @Test
  void readsTheThreeForms() {
    assertThat(ByteRange.parse("bytes=0-0")).contains(new ByteRange.FromTo(0, 0));
    assertThat(ByteRange.parse("bytes=5-10")).contains(new ByteRange.FromTo(5, 10));
    assertThat(ByteRange.parse("Bytes=007-")).contains(new ByteRange.From(7));
    assertThat(ByteRange.parse("bytes=-5")).contains(new ByteRange.Suffix(5));
    assertThat(ByteRange.parse("bytes=0-99999999999999999999"))
        .contains(new ByteRange.FromTo(0, Long.MAX_VALUE));
    assertThat(ByteRange.parse("bytes=9223372036854775808-"))
        .contains(new ByteRange.From(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=1",
        "bytes=1-0",
        "bytes=0-1,3-4",
        "bytes=0-1,",
        "bytes=,0-1",
        "bytes=a-b",
        "bytes=0x1-2",
        "bytes=0--1",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1 -2",
        "bytes= 1-2",
        "bytes=1.0-2",
        "bytes=\u0661-\u0662",
        "items=0-1",
        "0-1",
        "-5",
        "bytes:0-1"
      })
  void sendsTheWholeObjectForEverythingElse(String header) {
    assertThat(ByteRange.parse(header)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,     10, 0, 1",
    "bytes=0-9,     10, 0, 10",
    "bytes=9-9,     10, 9, 1",
    "bytes=5-100,   10, 5, 5",
    "bytes=0-,      10, 0, 10",
    "bytes=9-,      10, 9, 1",
    "bytes=-1,      10, 9, 1",
    "bytes=-10,     10, 0, 10",
    "bytes=-11,     10, 0, 10",
    "bytes=-99999999999999999999, 10, 0, 10",
    "bytes=0-99999999999999999999, 10, 0, 10",
    "bytes=5497558138879-, 5497558138880, 5497558138879, 1",
  })
  void selectsWhatIsThere(String header, long length, long first, long count) {
    ResolvedRange range = ByteRange.parse(header).orElseThrow().resolve(length);

    assertThat(range).isEqualTo(new ResolvedRange(first, count, length));
    assertThat(range.contentRange())
        .isEqualTo("bytes " + first + "-" + (first + count - 1) + "/" + length);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=10-,   10",
    "bytes=10-20, 10",
    "bytes=-0,    10",
    "bytes=0-,    0",
    "bytes=0-0,   0",
    "bytes=-5,    0",
    "bytes=99999999999999999999-, 9223372036854775807",
  })
  void refusesRangesThatSelectNothing(String header, long length) {
    ByteRange range = ByteRange.parse(header).orElseThrow();

    assertThat(Refusal.of(() -> range.resolve(length)))
        .isEqualTo(
            new Refusal(
                "InvalidRange",
                "The requested range is not satisfiable",
                Map.of(
                    "RangeRequested",
                    range.headerValue(),
                    "ActualObjectSize",
                    Long.toString(length))));
  }

  @Test
  void cannotBeMadeOfNonsense() {
    assertThatThrownBy(() -> new ByteRange.FromTo(2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ByteRange.From(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ByteRange.Suffix(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ResolvedRange(5, 6, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @FuzzTest
  void selectsAPartOfTheObjectOrNothing(byte[] header) {
    Optional<ByteRange> range = ByteRange.parse(new String(header, StandardCharsets.ISO_8859_1));
    if (range.isEmpty()) {
      return;
    }
    assertThat(ByteRange.parse(range.get().headerValue())).isEqualTo(range);
    for (long length : new long[] {0, 1, 65_536, 5_497_558_138_880L, Long.MAX_VALUE}) {
      try {
        ResolvedRange resolved = range.get().resolve(length);
        assertThat(resolved.firstByte() + resolved.lengthBytes()).isBetween(1L, length);
      } catch (S3Exception refused) {
        assertThat(refused.error().status()).isEqualTo(416);
      }
    }
  }
}
