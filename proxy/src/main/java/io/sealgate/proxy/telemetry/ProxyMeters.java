package io.sealgate.proxy.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
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
  private final MeterProvider<Timer> storeDurations;
  private final MeterProvider<Timer> keyServiceDurations;
  private final MeterProvider<Counter> receivedBytes;
  private final MeterProvider<Counter> sentBytes;
  private final Map<Reason, Counter> integrityFailures = new EnumMap<>(Reason.class);

  /** The meters, registered there. */
  public ProxyMeters(MeterRegistry registry) {
    this.registry = registry;
    this.durations =
        timer("sealgate.request.duration", "Time from a request's head to the end of its answer");
    this.storeDurations =
        timer(
            "sealgate.backend.duration",
            "Time from the end of a request to the store to the head of its answer");
    this.keyServiceDurations =
        timer("sealgate.kms.duration", "Time of a call of the key service, repetitions included");
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

  private MeterProvider<Timer> timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10))
        .withRegistry(registry);
  }

  /** Counts a request that has ended. */
  public void ended(RequestTrace trace) {
    Tag operation = Tag.of("operation", trace.operation());
    Tag mode = Tag.of("mode", trace.mode() == null ? "none" : trace.mode());
    Tag status = statusClass(trace.status());
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

  /**
   * Counts an answer of the store.
   *
   * @param status HTTP's, 0 when none came
   * @param nanos from the end of the request to the head of the answer, or the failure
   */
  public void storeAnswered(String method, int status, long nanos) {
    storeDurations
        .withTags(Tags.of(Tag.of("method", method), statusClass(status)))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Counts a call of the key service.
   *
   * @param operation KMS's name of it
   * @param outcome {@code ok}, or KMS's error
   */
  void keyServiceCalled(String operation, String outcome, long nanos) {
    keyServiceDurations
        .withTags(Tags.of(Tag.of("operation", operation), Tag.of("outcome", outcome)))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Tag statusClass(int status) {
    return Tag.of("status", status == 0 ? "none" : status / 100 + "xx");
  }

  /** Shows a number that something else counts up. */
  public <T> void counter(String name, String description, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, source, value).description(description).register(registry);
  }

  /** Shows a number that something else keeps. */
  public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    Gauge.builder(name, source, value).description(description).register(registry);
  }
}
