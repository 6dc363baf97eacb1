package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and bucket names as the router reads them from raw paths. */
final class KeysAndNamesTest {

  private static final Router ROUTER = new Router(null, "sealgate-system");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a%2Fb             | a/b",
        "a%2fb             | a/b",
        "a/b               | a/b",
        "%20+x             | '  x'",
        "a%2Bb             | a+b",
        "a%25b             | a%b",
        "a%252Fb           | a%2Fb",
        "%C3%BC/%E2%82%AC  | ü/€",
        "%F0%9F%98%80      | 😀",
        "a%CC%88           | a\u0308",
        "/                 | /",
        "/a                | /a",
        "a//b              | a//b",
        "a/                | a/",
        "a/./b             | a/./b",
        "a/../b            | a/../b",
        "a/b/../../c       | a/b/../../c",
        "..a               | ..a",
        "a..               | a..",
        "...               | ...",
        ".                 | .",
        "a&b=c;d,e:f@g!$'()*~ | a&b=c;d,e:f@g!$'()*~",
        "%00               | '\u0000'",
        "a%0Ab             | 'a\nb'",
        "?                 | ?",
      })
  void decodesKeysAndLeavesThemAsTheyAre(String raw, String key) {
    assertThat(key(raw)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a%2",
        "%zz",
        "%2z",
        "%+1",
        "%\uFF11\uFF11",
        "%C3",
        "%C3%28",
        "%FF",
        "%C0%AF",
        "%ED%A0%80",
        "%F4%90%80%80",
        "a b",
        "ü",
        "a\nb",
        "a\u007Fb",
        "\u0000"
      })
  void refusesWhatIsNoPercentEncodedUtf8(String raw) {
    assertThat(Refusal.of(() -> key(raw)).code()).isEqualTo("InvalidURI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "%2E%2E/x", "..%2Fx", "a/../../x", "./../x", "//../x"})
  void refusesKeysThatLeadOutOfTheirBucket(String raw) {
    assertThat(Refusal.of(() -> key(raw)).code()).isEqualTo("InvalidURI");
  }

  @Test
  void acceptsKeysOf1024BytesAndNoMore() {
    assertThat(key("a".repeat(1024))).hasSize(1024);
    assertThat(key("%C3%BC".repeat(512))).hasSize(512);
    assertThat(key("%F0%9F%98%80".repeat(256))).hasSize(512);
    assertThat(key("%E2%82%AC".repeat(341))).hasSize(341);

    assertThat(Refusal.of(() -> key("a".repeat(1025))))
        .isEqualTo(
            new Refusal(
                "KeyTooLongError",
                "Your key is too long",
                Map.of("Size", "1025", "MaxSizeAllowed", "1024")));
    assertThat(Refusal.of(() -> key("%E2%82%AC".repeat(342))).details())
        .containsEntry("Size", "1026");
    assertThat(Refusal.of(() -> key("%F0%9F%98%80".repeat(257))).details())
        .containsEntry("Size", "1028");
  }

  @Test
  void encodesKeysSoThatTheyDecodeToThemselves() {
    String key = "a b+c/ü€😀%2F?#&=~-_.!'()*\n//../";

    String encoded = PercentEncoding.encodePath(key);

    assertThat(encoded)
        .isEqualTo(
            "a%20b%2Bc/%C3%BC%E2%82%AC%F0%9F%98%80%252F%3F%23%26%3D~-_.%21%27%28%29%2A%0A//../");
    assertThat(PercentEncoding.decode(encoded, 0, encoded.length())).isEqualTo(key);
    assertThat(PercentEncoding.encodeQuery("a/b c")).isEqualTo("a%2Fb%20c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "a-b.c", "1ab", "192.168.5.4.5", "a.1.2.3", "192.168.5", "1-1.1.1.1"})
  void acceptsBucketNames(String name) {
    assertThat(BucketName.requireValid(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "Abc",
        "a_b",
        "-ab",
        "ab-",
        ".ab",
        "ab.",
        "a..b",
        "192.168.5.4",
        "a b",
        "aü1",
        "a/b",
        "..."
      })
  void refusesWhatIsNoBucketName(String name) {
    assertThat(Refusal.of(() -> BucketName.requireValid(name)))
        .isEqualTo(
            new Refusal(
                "InvalidBucketName",
                "The specified bucket is not valid.",
                Map.of("BucketName", name)));
  }

  @Test
  void acceptsBucketNamesOf63CharsAndNoMore() {
    assertThat(BucketName.requireValid("a".repeat(63))).hasSize(63);
    assertThat(Refusal.of(() -> BucketName.requireValid("a".repeat(64))).code())
        .isEqualTo("InvalidBucketName");
  }

  private static String key(String raw) {
    return ROUTER.route(new RequestHead("GET", "/photos/" + raw, "", new HeaderList())).key();
  }
}
