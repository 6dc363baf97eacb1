package io.sealgate.s3.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.s3.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParametersTest {

  @Test
  void decodesNamesAndValuesInOrder() {
    QueryParameters query =
        QueryParameters.parse("prefix=a%2Fb+c%2B&marker&%64elimiter==%3D&x=%E2%82%AC");

    assertThat(query.size()).isEqualTo(4);
    assertThat(query.name(0)).isEqualTo("prefix");
    assertThat(query.value(0)).isEqualTo("a/b c+");
    assertThat(query.first("marker")).isEmpty();
    assertThat(query.first("delimiter")).isEqualTo("==");
    assertThat(query.first("x")).isEqualTo("€");
    assertThat(query.first("y")).isNull();
    assertThat(query).hasToString("QueryParameters[prefix, marker, delimiter, x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "&&&"})
  void hasNoParametersWhereThereAreNone(String raw) {
    assertThat(QueryParameters.parse(raw).size()).isZero();
  }

  @Test
  void refusesANameThatIsGivenTwice() {
    assertThat(Refusal.of(() -> QueryParameters.parse("prefix=a&pre%66ix=b")).code())
        .isEqualTo("InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "%4=1", "a=%FF", "a=ü", "a b=1"})
  void refusesWhatIsNoPercentEncodedUtf8(String raw) {
    assertThat(Refusal.of(() -> QueryParameters.parse(raw)).code()).isEqualTo("InvalidURI");
  }

  @Test
  void refusesMoreParametersThanAnyOperationHas() {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      raw.append("&p").append(i);
    }
    assertThat(QueryParameters.parse(raw.toString()).size()).isEqualTo(100);
    assertThat(Refusal.of(() -> QueryParameters.parse(raw + "&q")).code()).isEqualTo("InvalidURI");
  }
}
