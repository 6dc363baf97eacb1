package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParametersTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "acl, acl=",
    "acl=, acl=",
    "b=2&a=1, a=1&b=2",
    "a=2&a=1&a, a=&a=1&a=2",
    "a=1&a-b=1&A=1, A=1&a=1&a-b=1",
    "prefix=a/b&x=a+b, prefix=a%2Fb&x=a%20b",
    "a=b=c, a=b%3Dc",
    "=v, =v",
    "&&a&, a=",
    "&, ''",
    "é=ü, %E9=%FC"
  })
  void writesTheCanonicalQuery(String raw, String canonical) {
    ByteText text = new ByteText(1);
    QueryParameters.parse(raw).appendTo(text, "X-Amz-Signature");
    assertThat(text.toString()).isEqualTo(canonical);
  }

  @Test
  void leavesTheSignatureOutUnderEverySpelling() {
    ByteText text = new ByteText(1);
    QueryParameters.parse("a=1&X%2DAmz-%53ignature=2&x-amz-signature=3")
        .appendTo(text, "X-Amz-Signature");
    assertThat(text.toString()).isEqualTo("a=1&x-amz-signature=3");
  }

  @Test
  void findsDecodedValues() {
    QueryParameters query = QueryParameters.parse("X%2DAmz-Credential=a%2Fb&c=d+e&c=f");
    assertThat(query.first("X-Amz-Credential")).isEqualTo("a/b");
    assertThat(query.first("x-amz-credential")).isNull();
    assertThat(query.firstIgnoringCase("x-amz-credential")).isEqualTo("a/b");
    assertThat(query.first("c")).isEqualTo("d e");
    assertThat(query.count("c")).isEqualTo(2);
    assertThat(query.contains("d")).isFalse();
  }
}
