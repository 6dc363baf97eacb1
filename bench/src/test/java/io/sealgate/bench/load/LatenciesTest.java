package io.sealgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

  @Test
  void findsTheTimeWithinWhichAShareWasDone() {
    Latencies latencies = new Latencies();
    for (int millis = 2000; millis > 0; millis--) {
      latencies.add(millis * 1_000_000L);
    }
    assertThat(latencies.count()).isEqualTo(2000);
    assertThat(latencies.quantileMillis(0.5)).isEqualTo(1000);
    assertThat(latencies.quantileMillis(0.99)).isEqualTo(1980);
    assertThat(latencies.quantileMillis(1)).isEqualTo(2000);
  }

  @Test
  void ofNoRequestsAreNone() {
    assertThat(new Latencies().quantileMillis(0.99)).isZero();
  }

  @Test
  void takeOthersIn() {
    Latencies one = new Latencies();
    one.add(1_000_000);
    Latencies other = new Latencies();
    other.add(3_000_000);
    one.addAll(other);
    assertThat(one.count()).isEqualTo(2);
    assertThat(one.quantileMillis(1)).isEqualTo(3);
  }
}
