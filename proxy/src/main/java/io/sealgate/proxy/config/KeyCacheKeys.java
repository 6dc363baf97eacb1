package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Setting;
import java.time.Duration;
import java.util.List;

/** The keys of {@code key-cache}. */
final class KeyCacheKeys {

  private static final Setting<Duration> MAX_AGE =
      Setting.withDefault(
          "max-age",
          Quantity.duration(Duration.ZERO, Duration.ofDays(1)),
          "5m",
          "How long a data key may be used again, for writing and for reading; also how long a change"
              + " of rights or a disabled key may take to show. 0s: each use asks the key service.");

  private static final Setting<Long> MAX_MESSAGES =
      Setting.withDefault(
          "max-messages",
          Quantity.number(1, KeyCacheConfig.MAX_MESSAGES),
          "100000",
          "How many objects one data key may seal. An object that is uploaded in parts counts once:"
              + " each part is sealed under a key of its own, and the data key seals the envelope.");

  private static final Setting<Long> MAX_BYTES =
      Setting.withDefault(
          "max-bytes",
          Quantity.size(1, 1L << 60),
          "1TiB",
          "How many bytes of plaintext one data key may seal. Objects that are uploaded in parts do"
              + " not count: how long they will be is not known when they are sealed.");

  static final Group<KeyCacheConfig> KEY_CACHE =
      Group.of(
          List.of(MAX_AGE, MAX_MESSAGES, MAX_BYTES),
          values ->
              new KeyCacheConfig(
                  values.get(MAX_AGE), values.get(MAX_MESSAGES), values.get(MAX_BYTES)));

  private KeyCacheKeys() {}
}
