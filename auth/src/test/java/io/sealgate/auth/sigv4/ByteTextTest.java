package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteTextTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 1024})
  void growsAsItMust(int initialBytes) {
    ByteText text = new ByteText(initialBytes);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("ab").append(':').appendHex(new byte[] {(byte) i, -1}).appendHeaderValue(" c ");
      expected.append("ab:").append(Hex.of(new byte[] {(byte) i})).append("ffc");
    }
    assertThat(text.toString()).isEqualTo(expected.toString());
    text.clear();
    assertThat(text.append("x").toString()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"a|a", "  a  |a", "a   b|a b", "a\tb|a b", "' '|''", "\"a  b\"|\"a b\""})
  void collapsesWhiteSpaceInHeaderValues(String value, String expected) {
    assertThat(new ByteText(8).append("x:").appendHeaderValue(value).toString())
        .isEqualTo("x:" + expected);
  }
}
