package io.sealgate.proxy.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of the proxy. Tags come from closed lists only (operation, mode, status class,
 * outcome): a bucket or a key in a tag would let any client fill the memory.
 */
public final class ProxyMeters {

  private final MeterRegistry registry;

  /** The meters, registered there. */
  public ProxyMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts a request that has ended. */
  public void ended(RequestTrace trace) {
    String operation = trace.operation();
    String mode = trace.mode() == null ? "none" : trace.mode();
    Timer.builder("sealgate.request.duration")
        .description("Time from a request's head to the end of its answer")
        .tag("operation", operation)
        .tag("status", trace.status() == 0 ? "none" : trace.status() / 100 + "xx")
        .tag("outcome", trace.outcome().name().toLowerCase(java.util.Locale.ROOT))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10))
        .register(registry)
        .record(trace.durationNanos(), TimeUnit.NANOSECONDS);
    counter("sealgate.received.bytes", "Bytes of request bodies", operation, mode)
        .increment((double) trace.receivedBytes());
    counter("sealgate.sent.bytes", "Bytes of answers' bodies", operation, mode)
        .increment((double) trace.sentBytes());
  }

  /** Counts something sealed that did not verify: an attack, or a damaged store. */
  public void tampered(String reason) {
    Counter.builder("sealgate.integrity.failures")
        .description("Sealed bytes that did not verify")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** Shows a number that something else keeps. */
  public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).description(description).register(registry);
  }

  private Counter counter(String name, String description, String operation, String mode) {
    return Counter.builder(name)
        .description(description)
        .tag("operation", operation)
        .tag("mode", mode)
        .register(registry);
  }
}
