package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContextParserTest {

  private static final Refusal REFUSAL =
      new Refusal(
          "InvalidArgument",
          "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
              + " holding JSON which represents a string-string map",
          Map.of("ArgumentName", "x-amz-server-side-encryption-context"));

  @Test
  void keepsThePairsAndTheJsonAsItWasGiven() {
    String json = " { \"team\" : \"ü€😀\\u0041\" ,\n\"\":\"\" } ";

    ClientContext context = parse(json);

    assertThat(context.pairs()).containsExactly(entry("team", "ü€😀A"), entry("", ""));
    assertThat(context.json()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
    assertThat(ClientContext.ofJson(context.json())).isEqualTo(context);
    assertThat(context.toString()).contains("team").doesNotContain("😀");
  }

  @Test
  void takesAnEmptyMapForNone() {
    assertThat(parse("{}")).isSameAs(ClientContext.NONE);
    assertThat(ClientContext.ofJson(new byte[0])).isSameAs(ClientContext.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "\"a\"",
        "1",
        "[]",
        "[{\"a\":\"b\"}]",
        "{\"a\":1}",
        "{\"a\":true}",
        "{\"a\":null}",
        "{\"a\":{\"b\":\"c\"}}",
        "{\"a\":[\"b\"]}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{\"a\":\"b\",\"\\u0061\":\"b\"}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\",}",
        "{\"a\":\"b\"}x",
        "{\"a\":\"b\"}{}",
        "{\"a\":\"b\"} \"c\"",
        "{'a':'b'}",
        "{a:\"b\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":\"b\"}",
        "{\"a\":\"\u0001\"}",
        "/* */{}",
        "{\"a\"}"
      })
  void refusesWhatIsNoMapOfStrings(String json) {
    assertThat(Refusal.of(() -> parse(json))).isEqualTo(REFUSAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e30", "e30=", "####", "{\"a\":\"b\"}", "eyJhIjoiYiJ9 ", "_w=="})
  void readsStrictBase64Only(String header) {
    if (header.startsWith("e30")) {
      // Padding may be missing, as most clients' libraries allow.
      assertThat(ContextParser.parseHeader(header)).isSameAs(ClientContext.NONE);
    } else {
      assertThat(Refusal.of(() -> ContextParser.parseHeader(header))).isEqualTo(REFUSAL);
    }
  }

  @Test
  void refusesOtherEncodingsThanUtf8() {
    String json = "{\"a\":\"b\"}";

    assertThat(Refusal.of(() -> parse(json.getBytes(StandardCharsets.UTF_16)))).isEqualTo(REFUSAL);
    assertThat(Refusal.of(() -> parse(json.getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo(REFUSAL);
    assertThat(Refusal.of(() -> parse("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo(REFUSAL);
  }

  @Test
  void refusesAnArnOfTheClientsOwn() {
    Refusal refusal = Refusal.of(() -> parse("{\"a\":\"b\",\"aws:s3:\\u0061rn\":\"x\"}"));

    assertThat(refusal.code()).isEqualTo("InvalidArgument");
    assertThat(refusal.message()).contains("aws:s3:arn");
  }

  @Test
  void refusesContextsThatKmsWouldNeverTake() {
    assertThat(Refusal.of(() -> parse("{\"a\":\"" + "b".repeat(10_000) + "\"}")))
        .isEqualTo(REFUSAL);
  }

  @Test
  void refusesContextsThatNoEnvelopeHolds() {
    int most = Wrapping.Kms.MAX_CLIENT_CONTEXT_BYTES;
    String frame = "{\"a\":\"\"}";
    String longest = "{\"a\":\"" + "b".repeat(most - frame.length()) + "\"}";

    assertThat(parse(longest).json()).hasSize(most);
    assertThat(Refusal.of(() -> parse(longest + " "))).isEqualTo(REFUSAL);
  }

  @FuzzTest
  void readsOrRefusesAnyBytes(byte[] json) {
    try {
      ClientContext context = ClientContext.ofJson(json);
      assertThat(context.pairs()).doesNotContainKey("aws:s3:arn");
      if (!context.isEmpty()) {
        assertThat(context.json()).isEqualTo(json);
      }
    } catch (S3Exception refused) {
      assertThat(refused.error().code()).isEqualTo("InvalidArgument");
    }
  }

  private static ClientContext parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ClientContext parse(byte[] json) {
    return ContextParser.parseHeader(Base64.getEncoder().encodeToString(json));
  }
}
