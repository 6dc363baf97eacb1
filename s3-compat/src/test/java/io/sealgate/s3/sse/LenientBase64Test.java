package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LenientBase64Test {

  @Test
  void readsWhatTheStandardEncoderWritesAtEveryLength() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(LenientBase64.decode(Base64.getEncoder().encodeToString(bytes)))
          .as("seed %d, length %d", seed, length)
          .isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUJD,        ABC",
    "Q U J D,     ABC",
    "QUJDQ,       ABC",
    "QUJDQQ,      ABC",
    "QUJDQQ=,     ABC",
    "QUJDQQ==,    ABCA",
    "QUJDQQ===,   ABCA",
    "QUJDQUI=,    ABCAB",
    "QUJDQUI==,   ABCAB",
    "=QUJD,       ABC",
    "QU=JD,       ABC",
    "QQ==QUJD,    AABC",
    "QUJ-D_,      ABC",
    "Q,           ''",
    "====,        ''",
  })
  void skipsWhatItDoesNotKnowAndDropsGroupsThatAreNotComplete(String text, String decoded) {
    assertThat(new String(LenientBase64.decode(text), StandardCharsets.US_ASCII))
        .isEqualTo(decoded);
  }

  @FuzzTest
  void readsAnyTextWithoutFailing(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);

    byte[] decoded = LenientBase64.decode(text);

    assertThat(decoded.length).isLessThanOrEqualTo(text.length() / 4 * 3 + 2);
  }
}
