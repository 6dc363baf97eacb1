package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.sigv4.SignedService.Flavour;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalPathTest {

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "/, /",
    "/./, /",
    "/.., /",
    "/example/.., /",
    "/a/../../b, /b",
    "//example//, /example/",
    "/./example, /example",
    "/.hidden/..., /.hidden/...",
    "/a/./b/../c/, /a/c/",
    "/a b, /a%20b"
  })
  void normalisesPathsOfOtherServices(String raw, String canonical) {
    assertThat(CanonicalPath.of(raw, Flavour.GENERAL)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({"'', /", "/./, /./", "//a/..//, //a/..//", "/a/../b, /a/../b"})
  void leavesKeysOfS3AsTheyAre(String raw, String canonical) {
    assertThat(CanonicalPath.of(raw, Flavour.S3)).isEqualTo(canonical);
  }
}
