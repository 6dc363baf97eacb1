package io.sealgate.proxy.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "012",
        "0x1F",
        "1e3",
        "1_000",
        "12:30:45",
        "yes",
        "TRUE",
        "1.0",
        "000000000001",
        ".inf"
      })
  void keepsTheTextOfScalarsAsWritten(String text) {
    assertThat(YamlReader.read("k: " + text))
        .isEqualTo(new YamlNode.Mapping(1, Map.of("k", new YamlNode.Scalar(1, text))));
  }

  @Test
  void tellsNothingFromAnEmptyText() {
    YamlNode.Mapping read = (YamlNode.Mapping) YamlReader.read("a:\nb: ''\n");
    assertThat(read.entries().get("a")).isInstanceOf(YamlNode.Nothing.class);
    assertThat(read.entries().get("b")).isEqualTo(new YamlNode.Scalar(2, ""));
  }

  @Test
  void readsNothingAsAnEmptyMapping() {
    assertThat(YamlReader.read("# only a comment\n")).isEqualTo(new YamlNode.Mapping(0, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1\\na: 2           | line 2: "a" is there twice
          a: { b: 1, b: 2 }    | line 1: "b" is there twice
          a: &x 1\\nb: *x       | line 2: YAML aliases and tags are not used
          a: !!str 1           | line 1: YAML aliases and tags are not used
          a: 1\\n---\\nb: 2      | line 3: only one YAML document is allowed
          a: [ 1               | not valid YAML
          a: "                 | not valid YAML
          a: b: c              | not valid YAML
          \\ta: 1               | not valid YAML
          """)
  void refusesWhatAConfigurationHasNoUseFor(String document, String message) {
    String text = document.replace("\\n", "\n").replace("\\t", "\t");
    assertThatThrownBy(() -> YamlReader.read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasNoCause();
  }

  @Test
  void refusesDeepNesting() {
    int levels = YamlReader.MAX_DEPTH + 1;
    String fits = "[".repeat(levels) + "]".repeat(levels);
    YamlReader.read(fits);
    assertThatThrownBy(() -> YamlReader.read("[" + fits + "]"))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> YamlReader.read("[".repeat(100_000)))
        .isInstanceOf(ConfigException.class);
  }
}
