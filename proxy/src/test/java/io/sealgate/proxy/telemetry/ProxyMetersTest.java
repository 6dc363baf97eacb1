package io.sealgate.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sealgate.crypto.IntegrityException.Reason;
import org.junit.jupiter.api.Test;

final class ProxyMetersTest {

  @Test
  void showsEachReasonOfIntegrityFailuresBeforeTheFirst() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ProxyMeters meters = new ProxyMeters(registry);
    for (Reason reason : Reason.values()) {
      assertThat(registry.scrape())
          .contains("sealgate_integrity_failures_total{reason=\"" + reason + "\"} 0.0");
    }
    meters.tampered(Reason.FRAME);
    assertThat(registry.scrape())
        .contains("sealgate_integrity_failures_total{reason=\"FRAME\"} 1.0");
  }
}
