package io.sealgate.kms.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.Tag;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestParserTest {

  private static final Parameter<String> TEXT = Parameter.text("Text");
  private static final Parameter<Integer> INTEGER = Parameter.integer("Integer");
  private static final Parameter<Boolean> FLAG = Parameter.flag("Flag");
  private static final Parameter<byte[]> BLOB = Parameter.blob("Blob");
  private static final Parameter<Map<String, String>> MAP = Parameter.textMap("Map");
  private static final Parameter<List<Tag>> TAGS = Parameter.tags("Tags");
  private static final Parameter<Boolean> NEVER = Parameter.unsupported("Never");
  private static final List<Parameter<?>> ALL =
      List.of(TEXT, INTEGER, FLAG, BLOB, MAP, TAGS, NEVER);

  @Test
  void readsEveryType() {
    Arguments arguments =
        parse(
            """
            {"Text":"tä\\u0078t\\uD83D\\uDE00","Integer":-5,"Flag":true,"Blob":"AQID","Map":{"a":"1","":""},
             "Tags":[{"TagKey":"k","TagValue":"v"},{"TagKey":"only"}]}
            """);

    assertThat(arguments.get(TEXT)).isEqualTo("täxt😀");
    assertThat(arguments.get(INTEGER)).isEqualTo(-5);
    assertThat(arguments.isTrue(FLAG)).isTrue();
    assertThat(arguments.get(BLOB)).containsExactly(1, 2, 3);
    assertThat(arguments.mapOf(MAP)).isEqualTo(Map.of("a", "1", "", ""));
    assertThat(arguments.listOf(TAGS)).containsExactly(new Tag("k", "v"), new Tag("only", null));
  }

  @Test
  void leavesOutWhatIsNotThere() {
    Arguments arguments = parse("{\"Text\":null,\"Blob\":null}");

    assertThat(arguments.get(TEXT)).isNull();
    assertThat(arguments.get(BLOB)).isNull();
    assertThat(arguments.isTrue(FLAG)).isFalse();
    assertThat(arguments.mapOf(MAP)).isEmpty();
    assertThat(arguments.listOf(TAGS)).isEmpty();
  }

  @Test
  void zeroesEveryBlobWhenItIsClosed() {
    byte[] blob;
    try (Arguments arguments = parse("{\"Blob\":\"AQID\"}")) {
      blob = arguments.get(BLOB);
      assertThat(blob).containsExactly(1, 2, 3);
    }
    assertThat(blob).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"text\"",
        "{}{}",
        "{} x",
        "{\"Text\":}",
        "{\"Text\":\"a\",}",
        "{Text:\"a\"}",
        "{\"Text\":'a'}",
        "{\"Text\":\"a\",\"Text\":\"b\"}",
        "{\"Text\":5}",
        "{\"Text\":{}}",
        "{\"Integer\":\"5\"}",
        "{\"Integer\":1.0}",
        "{\"Integer\":2147483648}",
        "{\"Integer\":11111111111111111111111111111111111111}",
        "{\"Flag\":\"true\"}",
        "{\"Flag\":1}",
        "{\"Blob\":[1]}",
        "{\"Blob\":\"!!!!\"}",
        "{\"Blob\":\"AQI\"}",
        "{\"Map\":{\"a\":1}}",
        "{\"Map\":{\"a\":null}}",
        "{\"Map\":{\"a\":\"1\",\"a\":\"2\"}}",
        "{\"Map\":{\"a\":{\"b\":\"c\"}}}",
        "{\"Map\":[]}",
        "{\"Tags\":{}}",
        "{\"Tags\":[null]}",
        "{\"Tags\":[{\"TagKey\":1}]}",
        "{\"Tags\":[{\"Key\":\"a\"}]}",
        "{\"Tags\":[[[[[[]]]]]]}",
        "{\"Text\":\"\\uZZZZ\"}",
        "{\"Text\":\"\\uD83D\"}",
        "{\"Text\":\"\\uDE00\\uD83D\"}",
        "{\"Map\":{\"\\uD83Dx\":\"1\"}}",
        "{\"Map\":{\"a\":\"\\uDE00\"}}"
      })
  void refusesBadJsonAndValuesOfAWrongType(String body) {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> parse(body))
        .matches(e -> e.error() == WireError.SERIALIZATION);
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] body = {'{', '"', 'T', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, '"', '}'};

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> RequestParser.parse(body, ALL))
        .matches(e -> e.error() == WireError.SERIALIZATION);
  }

  @Test
  void neverRepeatsTheInputInAnError() {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> parse("{\"Blob\":\"c2VjcmV0!\"}"))
        .matches(e -> !e.getMessage().contains("c2Vj"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Other\":1}",
        "{\"text\":\"a\"}",
        "{\"Never\":true}",
        "{\"Never\":\"x\"}",
        "{\"Never\":{}}",
        "{\"Never\":[\"x\"]}",
        "{\"Never\":[[]]}"
      })
  void refusesWhatTheOperationDoesNotHave(String body) {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> parse(body))
        .matches(e -> e.error() == KmsError.UNSUPPORTED_OPERATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Never\":null}", "{\"Never\":false}", "{\"Never\":[]}"})
  void acceptsAnUnsupportedParameterThatAsksForNothing(String body) {
    assertThat(parse(body).isTrue(NEVER)).isFalse();
  }

  private static Arguments parse(String body) {
    return RequestParser.parse(body.getBytes(UTF_8), ALL);
  }
}
