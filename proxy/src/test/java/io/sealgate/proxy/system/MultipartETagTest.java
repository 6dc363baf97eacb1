package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MultipartETagTest {

  private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

  /** Of one and of two MD5s of nothing, computed with Python. */
  @Test
  void isTheMd5OfTheMd5s() {
    assertThat(MultipartETag.expected(List.of(EMPTY)))
        .hasValue("59adb24ef3cdbe0297f05b395827453f-1");
    assertThat(MultipartETag.expected(List.of(EMPTY, EMPTY)))
        .hasValue("5873dd45edd01f09c1ef2e7819369e8e-2");
  }

  @Test
  void cannotBeExpectedOfOtherETags() {
    assertThat(MultipartETag.expected(List.of())).isEmpty();
    assertThat(MultipartETag.expected(List.of(EMPTY, EMPTY + "-1"))).isEmpty();
    assertThat(MultipartETag.expected(List.of("x".repeat(32)))).isEmpty();
    assertThat(MultipartETag.expected(List.of("\"" + EMPTY + "\""))).isEmpty();
  }
}
