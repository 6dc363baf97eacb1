package io.sealgate.kms.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK brings two HTTP stacks along; the module's POM leaves them out. */
final class HttpStackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.netty.channel.Channel",
        "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
        "software.amazon.awssdk.http.apache.ApacheHttpClient",
        "software.amazon.awssdk.http.apache5.Apache5HttpClient",
        "org.apache.hc.client5.http.classic.HttpClient"
      })
  void isNotOnTheClassPath(String className) {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName(className));
  }
}
