package io.sealgate.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class S3ErrorTest {

  @ParameterizedTest
  @EnumSource
  void hasACodeAMessageAndAStatusThatIsNoSuccess(S3Error error) {
    assertThat(error.code()).matches("[A-Za-z0-9.]+");
    assertThat(error.message()).isNotBlank();
    assertThat(error.status()).isBetween(300, 599);
  }

  @Test
  void saysEachCodeOnce() {
    Set<String> codes = new HashSet<>();
    for (S3Error error : S3Error.values()) {
      assertThat(codes.add(error.code())).as(error.code()).isTrue();
    }
  }
}
