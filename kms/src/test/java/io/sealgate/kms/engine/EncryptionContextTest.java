package io.sealgate.kms.engine;

import static io.sealgate.kms.engine.Kms.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.kms.KmsError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptionContextTest {

  @Test
  void pairsAreSortedAndEachPartHasItsLength() {
    assertThat(EncryptionContext.canonical(Map.of())).isEmpty();
    assertThat(EncryptionContext.canonical(Map.of("b", "", "a", "ü")))
        .isEqualTo("\0\0\0\1a\0\0\0\2ü\0\0\0\1b\0\0\0\0".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void differentContextsHaveDifferentBytes() {
    List<Map<String, String>> contexts =
        List.of(
            Map.of(),
            Map.of("", ""),
            Map.of("ab", "c"),
            Map.of("a", "bc"),
            Map.of("abc", ""),
            Map.of("a", "", "b", "c"),
            Map.of("a", "b", "c", ""),
            Map.of("A", "bc"));
    assertThat(contexts.stream().map(EncryptionContext::canonical).distinct().toList())
        .doesNotHaveDuplicates()
        .hasSize(contexts.size());
  }

  @Test
  void eightKibibytesAreEnough() {
    assertThat(EncryptionContext.canonical(Map.of("a", "x".repeat(8191)))).hasSize(8200);
    assertRefused(
        KmsError.VALIDATION,
        "Encryption context is longer than 8192 bytes.",
        () -> EncryptionContext.canonical(Map.of("a", "x".repeat(8192))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "a\udbff"})
  void refusesLoneSurrogatesWhichWouldAllLookAlike(String text) {
    assertRefused(
        KmsError.VALIDATION,
        "Encryption context is not valid UTF-8.",
        () -> EncryptionContext.canonical(Map.of("a", text)));
  }
}
