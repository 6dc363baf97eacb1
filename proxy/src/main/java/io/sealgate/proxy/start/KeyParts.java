package io.sealgate.proxy.start;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.EncryptionMode;
import io.sealgate.proxy.config.EncryptionRule;
import io.sealgate.proxy.config.KeyCacheConfig;
import io.sealgate.proxy.keys.DataKeys;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.proxy.telemetry.ProxyMeters;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys' side of the server: the cache, the names of the configured keys, and what keeps both
 * fresh.
 */
final class KeyParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeyParts.class);
  private static final long MAX_ENTRIES = 100_000;
  private static final Duration REFRESH = Duration.ofSeconds(30);

  private final DataKeyCache cache;
  private final DataKeys dataKeys;
  private final KeyArns arns;
  private final Duration pause;
  private final RecurringFailure failure =
      new RecurringFailure(
          LOG,
          "a configured key cannot be looked up",
          "the configured keys can be looked up again");
  private final Thread refresher;

  private KeyParts(DataKeyCache cache, DataKeys dataKeys, KeyArns arns, Duration pause) {
    this.cache = cache;
    this.dataKeys = dataKeys;
    this.arns = arns;
    this.pause = pause;
    this.refresher = Thread.ofVirtual().name("key-refresher").unstarted(this::refresh);
  }

  static KeyParts of(Config config, KeyService service, Executor workers) {
    return of(config, service, workers, REFRESH);
  }

  /** With another pause between one look at the configured keys and the next. */
  static KeyParts of(Config config, KeyService service, Executor workers, Duration pause) {
    DataKeyCache cache = new DataKeyCache(limits(config.keyCache()), Ticker.systemTicker());
    KeyArns arns =
        new KeyArns(
            service,
            Identities.SERVICE,
            config.encryption().serviceKey(),
            Identities.accounts(config.clients()),
            ruleKeys(config));
    KeyParts parts = new KeyParts(cache, new DataKeys(service, cache, workers), arns, pause);
    parts.lookUp();
    parts.refresher.start();
    return parts;
  }

  DataKeys dataKeys() {
    return dataKeys;
  }

  KeyArns arns() {
    return arns;
  }

  void meter(ProxyMeters meters) {
    meters.counter(
        "sealgate.keycache.hits", "Data keys found in the cache", cache, c -> c.stats().hits());
    meters.counter(
        "sealgate.keycache.misses",
        "Data keys not found in the cache",
        cache,
        c -> c.stats().misses());
    meters.counter(
        "sealgate.keycache.loads", "Calls of the key service", cache, c -> c.stats().loads());
    meters.counter(
        "sealgate.keycache.failures",
        "Calls of the key service that failed",
        cache,
        c -> c.stats().loadFailures());
    meters.gauge(
        "sealgate.keycache.entries", "Data keys in the cache", cache, c -> c.stats().entries());
  }

  @Override
  public void close() {
    refresher.interrupt();
    cache.close();
  }

  /** Whatever goes wrong, the next turn may go better. */
  private void refresh() {
    while (true) {
      try {
        Thread.sleep(pause);
        cache.evictExpired();
        lookUp();
      } catch (InterruptedException closed) {
        return;
      } catch (RuntimeException unexpected) {
        failure.is(unexpected.toString());
      }
    }
  }

  /**
   * A key that is missing may be made later, a service that is away may come back: neither stops
   * the server.
   */
  private void lookUp() {
    KmsException first = arns.refresh();
    if (first == null) {
      failure.isNone();
    } else {
      failure.is(first.reason());
    }
  }

  private static Set<String> ruleKeys(Config config) {
    Set<String> keys = new HashSet<>();
    for (EncryptionRule rule : config.encryption().rules()) {
      keys.addAll(rule.allowedKeys());
      addKey(rule.mode(), keys);
    }
    addKey(config.encryption().defaultMode(), keys);
    return keys;
  }

  private static void addKey(EncryptionMode mode, Set<String> keys) {
    switch (mode) {
      case EncryptionMode.SseKms single -> keys.add(single.key());
      case EncryptionMode.DsseKms dual -> keys.add(dual.key());
      case EncryptionMode.SseS3 managed -> {}
      case EncryptionMode.None none -> {}
    }
  }

  private static DataKeyLimits limits(KeyCacheConfig config) {
    return new DataKeyLimits(
        config.maxAge(),
        Math.min(config.maxMessages(), DataKeyLimits.HARD_MAX_MESSAGES),
        config.maxBytes(),
        MAX_ENTRIES);
  }
}
