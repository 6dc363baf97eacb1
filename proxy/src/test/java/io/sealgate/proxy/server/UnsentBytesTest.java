package io.sealgate.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnsentBytesTest {

  @ParameterizedTest
  @CsvSource({"0, 524288", "1, 524288", "64, 524288", "128, 262144", "256, 131072", "9999, 131072"})
  void areMuchForFewConnectionsAndLittleForMany(int connections, long bytes) {
    assertThat(UnsentBytes.shareBytes(connections)).isEqualTo(bytes);
  }
}
