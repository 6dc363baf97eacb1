package io.sealgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sealgate.auth.HeaderList;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadWriterTest {

  @Test
  void writesARequest() {
    HeadWriter head = HeadWriter.ofRequest("GET", "/photos/a%20b?x=1");
    head.lines(HeaderList.of("host", "store:9000", "x-amz-meta-a", "")).line("range", "bytes=0-1");

    assertThat(text(head.toBytes()))
        .isEqualTo(
            """
            GET /photos/a%20b?x=1 HTTP/1.1\r
            host: store:9000\r
            x-amz-meta-a: \r
            range: bytes=0-1\r
            \r
            """);
  }

  @Test
  void appendsAnAnswerToABuffer() {
    HeadWriter head = HeadWriter.ofResponse(206).line("etag", "\"1\"");
    ByteBuf target = Unpooled.buffer();
    int announcedBytes = head.lengthBytes() + 2;

    head.writeTo(target);

    assertThat(target.readableBytes()).isEqualTo(announcedBytes);
    assertThat(target.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo("HTTP/1.1 206 Partial Content\r\netag: \"1\"\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2000, 2040, 2041, 2042, 5000, 100_000})
  void takesLinesOfAnyLength(int valueBytes) {
    String value = "v".repeat(valueBytes);
    assertThat(text(HeadWriter.ofResponse(200).line("n", value).line("m", value).toBytes()))
        .isEqualTo("HTTP/1.1 200 OK\r\nn: " + value + "\r\nm: " + value + "\r\n\r\n");
  }

  @Test
  void writesLatinLettersAsTheyAreAndOthersAsQuestionMarks() {
    byte[] head = HeadWriter.ofResponse(200).line("n", "\u00e9\t\u20ac\u010a").toBytes();
    assertThat(text(head)).contains("n: \u00e9\t??\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nset-cookie: b", "a\nb", "a\rb", "a\u0000", "\u000b", "\u007f"})
  void refusesAValueThatIsNotOneLine(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadWriter.ofResponse(200).line("n", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r\n", "\u010a", "a\t"})
  void refusesANameThatIsNone(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadWriter.ofResponse(200).line(name, "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a HTTP/1.1\r\nhost: x", "/\u010a", "/\u007f"})
  void refusesATargetThatIsNone(String target) {
    assertThatIllegalArgumentException().isThrownBy(() -> HeadWriter.ofRequest("GET", target));
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }
}
