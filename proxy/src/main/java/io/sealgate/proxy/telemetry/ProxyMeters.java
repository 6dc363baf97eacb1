package io.sealgate.proxy.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sealgate.crypto.IntegrityException.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of the proxy. Tags come from closed lists only (operation, mode, status class,
 * outcome): a bucket or a key in a tag would let any client fill the memory.
 */
public final class ProxyMeters {

  private final MeterRegistry registry;
  private final MeterProvider<Timer> durations;
  private final MeterProvider<Counter> receivedBytes;
  private final MeterProvider<Counter> sentBytes;
  private final Map<Reason, Counter> integrityFailures = new EnumMap<>(Reason.class);

  /** The meters, registered there. */
  public ProxyMeters(MeterRegistry registry) {
    this.registry = registry;
    this.durations =
        Timer.builder("sealgate.request.duration")
            .description("Time from a request's head to the end of its answer")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10))
            .withRegistry(registry);
    this.receivedBytes =
        Counter.builder("sealgate.received.bytes")
            .description("Bytes of request bodies")
            .withRegistry(registry);
    this.sentBytes =
        Counter.builder("sealgate.sent.bytes")
            .description("Bytes of answers' bodies")
            .withRegistry(registry);
    // From the start on: Prometheus sees no increase in a series that begins with its first event.
    for (Reason reason : Reason.values()) {
      integrityFailures.put(
          reason,
          Counter.builder("sealgate.integrity.failures")
              .description("Sealed bytes that did not verify")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  /** Counts a request that has ended. */
  public void ended(RequestTrace trace) {
    Tag operation = Tag.of("operation", trace.operation());
    Tag mode = Tag.of("mode", trace.mode() == null ? "none" : trace.mode());
    Tag status = Tag.of("status", trace.status() == 0 ? "none" : trace.status() / 100 + "xx");
    Tag outcome = Tag.of("outcome", trace.outcome().name().toLowerCase(Locale.ROOT));
    durations
        .withTags(Tags.of(operation, status, outcome))
        .record(trace.durationNanos(), TimeUnit.NANOSECONDS);
    Tags sealing = Tags.of(operation, mode);
    receivedBytes.withTags(sealing).increment((double) trace.receivedBytes());
    sentBytes.withTags(sealing).increment((double) trace.sentBytes());
  }

  /** Counts something sealed that did not verify: an attack, or a damaged store. */
  public void tampered(Reason reason) {
    Objects.requireNonNull(integrityFailures.get(reason)).increment();
  }

  /** Shows a number that something else keeps. */
  public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).description(description).register(registry);
  }
}
