package io.sealgate.proxy.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencesTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("unix"), "value\n");
    Files.writeString(folder.resolve("windows"), "value\r\n");
    Files.writeString(folder.resolve("two"), "value\n\n");
    Files.writeString(folder.resolve("none"), "value");
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("nested"), "${env:A}");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          plain, plain
          $, $
          $x{, $x{
          ${env:A}, a
          x${env:A}y${env:A}, xaya
          $${env:A}, ${env:A}
          ${env:A}$${, a${
          ${file:unix}, value
          ${file:windows}, value
          ${file:none}, value
          ${file:empty}, ''
          ${file:nested}, ${env:A}
          ${env:NESTED}, ${env:A}
          """)
  void areReplaced(String text, String expanded) {
    assertThat(expand(text)).isEqualTo(expanded);
  }

  @Test
  void takeOneLineBreakFromAFileOnly() {
    assertThat(expand("${file:two}")).isEqualTo("value\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${env:UNSET}     | the environment variable of ${env:UNSET} is not set
          ${file:missing}  | the file of ${file:missing} does not exist
          ${file:.}        | the file of ${file:.} cannot be read
          ${file:large}    | the file of ${file:large} is larger than 65536 bytes
          ${vault:x}       | a reference is ${file:PATH} or ${env:NAME}
          ${env:A          | a reference that begins with ${ has no }
          """)
  void thatCannotBeFollowedAreRefused(String text, String message) throws IOException {
    Files.write(folder.resolve("large"), new byte[References.MAX_FILE_BYTES + 1]);
    assertThatThrownBy(() -> expand(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private String expand(String text) {
    Map<String, String> environment = Map.of("A", "a", "NESTED", "${env:A}");
    byte[] bytes = new References(folder, environment::get).expand(text);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
