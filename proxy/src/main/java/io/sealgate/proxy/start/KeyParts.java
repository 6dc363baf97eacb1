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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
  private final CompletableFuture<Boolean> firstLook = new CompletableFuture<>();
  private volatile boolean closed;
  private final Thread refresher;

  private KeyParts(DataKeyCache cache, DataKeys dataKeys, KeyArns arns, Duration pause) {
    this.cache = cache;
    this.dataKeys = dataKeys;
    this.arns = arns;
    this.pause = pause;
    this.refresher = Thread.ofVirtual().name("key-refresher").start(this::refresh);
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
    return new KeyParts(cache, new DataKeys(service, cache, workers), arns, pause);
  }

  /** Waits until the key service has been asked for the configured keys once. */
  void awaitFirstLook() {
    firstLook.join();
  }

  /**
   * As above, for a moment only: a key service that is away does not hold up a start, and is asked
   * on in the background.
   */
  void awaitFirstLook(Duration patience) {
    boolean looked =
        firstLook
            .copy()
            .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (!looked) {
      LOG.warn("not ready yet: the key service takes long to answer");
    }
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
    closed = true;
    refresher.interrupt();
    cache.close();
  }

  private void refresh() {
    while (!closed) {
      lookUpAgain();
      firstLook.complete(true);
      try {
        Thread.sleep(pause);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  /** Whatever goes wrong, the next turn may go better. */
  private void lookUpAgain() {
    try {
      cache.evictExpired();
      lookUp();
    } catch (RuntimeException unexpected) {
      failure.is(unexpected.toString());
    }
  }

  /**
   * A key that is missing may be made later, a service that is away may come back: neither stops
   * the server.
   */
  private void lookUp() {
    KmsException first = arns.refresh();
    if (closed) {
      return; // the failure is that of a call which was broken off
    }
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
