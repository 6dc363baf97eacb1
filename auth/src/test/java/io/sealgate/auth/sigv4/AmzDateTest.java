package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AmzDateTest {

  @Test
  void readsWhatItWrites() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1_000; i++) {
      long second = random.nextLong(-2_000_000_000L, 200_000_000_000L);
      AmzDate date = AmzDate.of(second);
      assertThat(AmzDate.parse(date.text())).isEqualTo(date);
      assertThat(date.text())
          .isEqualTo(Instant.ofEpochSecond(second).toString().replace("-", "").replace(":", ""));
      assertThat(date.day()).isEqualTo(date.text().substring(0, 8));
    }
  }

  @Test
  void readsBothFormsOfADateHeader() {
    AmzDate date = new AmzDate("20130524T000000Z", 1_369_353_600L);
    assertThat(AmzDate.parseDateHeader("20130524T000000Z")).isEqualTo(date);
    assertThat(AmzDate.parseDateHeader("Fri, 24 May 2013 00:00:00 GMT")).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "Fri, 24 May 2013", "24 May 2013 00:00:00 PST", "1369353600"})
  void refusesOtherDateHeaders(String text) {
    assertThat(AmzDate.parseDateHeader(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20130229T000000Z", "20130001T000000Z", "２０１３0524T000000Z"})
  void refusesDaysThatNeverWere(String text) {
    assertThat(AmzDate.parse(text)).isNull();
  }
}
