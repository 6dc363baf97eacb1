package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Type;
import io.sealgate.proxy.config.schema.Values;
import java.time.Duration;
import java.util.List;

/** The keys of {@code limits}. */
final class LimitsKeys {

  private static final Type<Duration> TIMEOUT =
      Quantity.duration(Duration.ofMillis(100), Duration.ofDays(1));

  private static final Setting<Long> MAX_CONNECTIONS =
      Setting.withDefault(
          "max-connections",
          Quantity.number(1, 1_000_000),
          "10000",
          "Client connections at a time; further ones are closed at once.");

  private static final Setting<Long> MAX_HEAD =
      Setting.withDefault(
          "max-head",
          Quantity.size(4 << 10, 1 << 20),
          "32KiB",
          "The size of a request's line and headers together.");

  private static final Setting<Long> MAX_HEADERS =
      Setting.withDefault(
          "max-headers", Quantity.number(16, 10_000), "200", "The number of a request's headers.");

  private static final Setting<Duration> IDLE_TIMEOUT =
      Setting.withDefault(
          "idle-timeout",
          TIMEOUT,
          "60s",
          "How long a client may neither send nor take a byte in the middle of a request, and how"
              + " long the head of a request may take. There is no limit to how long a request"
              + " takes as a whole.");

  private static final Setting<Duration> KEEP_ALIVE_TIMEOUT =
      Setting.withDefault(
          "keep-alive-timeout",
          TIMEOUT,
          "75s",
          "How long a client connection may wait for its next request.");

  private static final Setting<Duration> HANDSHAKE_TIMEOUT =
      Setting.withDefault(
          "handshake-timeout", TIMEOUT, "10s", "How long a TLS handshake with a client may take.");

  private static final Setting<Duration> BACKEND_CONNECT_TIMEOUT =
      Setting.withDefault(
          "backend-connect-timeout",
          TIMEOUT,
          "5s",
          "How long it may take to connect to the backend.");

  private static final Setting<Duration> BACKEND_IDLE_TIMEOUT =
      Setting.withDefault(
          "backend-idle-timeout",
          TIMEOUT,
          "60s",
          "How long the backend may neither send nor take a byte in the middle of a request.");

  private static final Setting<Duration> BACKEND_KEEP_ALIVE =
      Setting.withDefault(
          "backend-keep-alive",
          TIMEOUT,
          "10s",
          "How long an unused connection to the backend is kept. Shorter than the backend keeps"
              + " it, which MinIO does for 30s: an upload that meets a closing one is answered"
              + " 503.");

  private static final Setting<Long> BACKEND_CONNECTIONS =
      Setting.withDefault(
          "backend-connections",
          Quantity.number(1, 100_000),
          "1024",
          "Connections to the backend at a time, for each event loop; requests beyond are answered"
              + " 503.");

  private static final Setting<Duration> KMS_TIMEOUT =
      Setting.withDefault(
          "kms-timeout",
          TIMEOUT,
          "10s",
          "How long a call of AWS KMS, or of a remote key service, may take, repetitions included;"
              + " one attempt may take 3s of it. After that the client is told to try again.");

  private static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.withDefault(
          "drain-timeout",
          Quantity.duration(Duration.ZERO, Duration.ofDays(1)),
          "30s",
          "How long requests under way may take after SIGTERM, before they are cut.");

  private static final Setting<Long> EVENT_LOOPS =
      Setting.withDefault(
          "event-loops",
          Quantity.number(0, 1024),
          "0",
          "Threads that serve connections. 0: one for each processor.");

  static final Group<LimitsConfig> LIMITS =
      Group.of(
          List.of(
              MAX_CONNECTIONS,
              MAX_HEAD,
              MAX_HEADERS,
              IDLE_TIMEOUT,
              KEEP_ALIVE_TIMEOUT,
              HANDSHAKE_TIMEOUT,
              BACKEND_CONNECT_TIMEOUT,
              BACKEND_IDLE_TIMEOUT,
              BACKEND_KEEP_ALIVE,
              BACKEND_CONNECTIONS,
              KMS_TIMEOUT,
              DRAIN_TIMEOUT,
              EVENT_LOOPS),
          LimitsKeys::limits);

  private LimitsKeys() {}

  private static LimitsConfig limits(Values values) {
    return new LimitsConfig(
        Math.toIntExact(values.get(MAX_CONNECTIONS)),
        Math.toIntExact(values.get(MAX_HEAD)),
        Math.toIntExact(values.get(MAX_HEADERS)),
        values.get(IDLE_TIMEOUT),
        values.get(KEEP_ALIVE_TIMEOUT),
        values.get(HANDSHAKE_TIMEOUT),
        values.get(BACKEND_CONNECT_TIMEOUT),
        values.get(BACKEND_IDLE_TIMEOUT),
        values.get(BACKEND_KEEP_ALIVE),
        Math.toIntExact(values.get(BACKEND_CONNECTIONS)),
        values.get(KMS_TIMEOUT),
        values.get(DRAIN_TIMEOUT),
        Math.toIntExact(values.get(EVENT_LOOPS)));
  }
}
