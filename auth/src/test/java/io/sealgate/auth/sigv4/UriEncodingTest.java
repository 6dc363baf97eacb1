package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UriEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b-._~9, /a/b-._~9",
    "/a%2fb, /a/b",
    "/a%2Fb, /a/b",
    "/%41%7e, /A~",
    "/%c3%a9, /%C3%A9",
    "/a b, /a%20b",
    "/a+b, /a%20b",
    "/a%2bb, /a%2Bb",
    "/a*(b)=c:@, /a%2A%28b%29%3Dc%3A%40",
    "//a/../b/./, //a/../b/./",
    "/%2525, /%2525",
    "/%25zz, /%25zz",
    "/%zz, /%zz",
    "/%, /%",
    "/%a, /%a",
    "/\u00e9, /%E9",
    "/\u6771, /%E6%9D%B1"
  })
  void encodesAPathOnceWhateverItsSpelling(String raw, String canonical) {
    assertThat(UriEncoding.path(raw)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2Fb",
    "a%2fb, a%2Fb",
    "a+b, a%20b",
    "a%2Bb, a%2Bb",
    "a%20b, a%20b",
    "%3d, %3D",
    "%, %"
  })
  void encodesAQueryPartOnceWhateverItsSpelling(String raw, String canonical) {
    assertThat(UriEncoding.queryPart("?" + raw + "?", 1, raw.length() + 1)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"/a%20b, /a%2520b", "/a*, /a%2A", "/a+b, /a%2Bb", "/, /", "/%zz, /%25zz"})
  void encodesAPathAgain(String raw, String canonical) {
    assertThat(UriEncoding.pathAgain(raw)).isEqualTo(canonical);
  }

  @Test
  void doesNotReadBeyondThePart() {
    assertThat(UriEncoding.queryPart("a%2&b", 0, 3)).isEqualTo("a%2");
    assertThat(UriEncoding.queryPart("a%&2b", 0, 2)).isEqualTo("a%");
  }

  @Test
  void isStableAndKeepsDifferentBytesApart() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 5_000; i++) {
      String raw =
          random
              .ints(random.nextInt(12), 0, ALPHABET.length())
              .collect(
                  StringBuilder::new, (s, c) -> s.append(ALPHABET.charAt(c)), StringBuilder::append)
              .toString();
      String canonical = UriEncoding.path(raw);
      assertThat(UriEncoding.path(canonical)).as(raw).isEqualTo(canonical);
      assertThat(UriEncoding.decode(canonical))
          .as(raw)
          .isEqualTo(UriEncoding.decode(raw.replace('+', ' ')));
    }
  }

  private static final String ALPHABET = "a%25FfcC/ +~\u00e9";
}
