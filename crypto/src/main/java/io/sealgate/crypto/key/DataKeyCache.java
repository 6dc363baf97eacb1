package io.sealgate.crypto.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.key.CachedKey.Allowance;
import io.sealgate.crypto.key.CachedKey.Turn;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps data keys for a while, so that not every object costs a call to the KMS. Entries are apart
 * per principal, KMS key, encryption context and layer; a key is zeroed once it has left the cache
 * and its last lease has closed. It never blocks, starts no thread and remembers no failure.
 *
 * <p>The rules are those of the AWS Encryption SDK's caching: each use counts before it is granted,
 * so {@code maxMessages = 3} gives exactly three objects a key.
 */
public final class DataKeyCache implements AutoCloseable {

  private final DataKeyLimits limits;
  private final Allowance sealing;
  private final Allowance opening;
  private final Ticker ticker;
  private final Cache<Bytes, CachedKey> entries;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder loadFailures = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  /**
   * An empty cache.
   *
   * @param limits how far a key may go
   * @param ticker the time
   */
  public DataKeyCache(DataKeyLimits limits, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
    long maxAgeNanos = limits.maxAge().toNanos();
    this.sealing = new Allowance(maxAgeNanos, limits.maxMessages(), limits.maxBytes());
    this.opening = new Allowance(maxAgeNanos, Long.MAX_VALUE, Long.MAX_VALUE);
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(limits.maxEntries())
            .expireAfterWrite(limits.maxAge())
            .ticker(ticker)
            .executor(Runnable::run)
            .removalListener(this::removed)
            .build();
  }

  /**
   * A data key to seal one more object.
   *
   * @param scope for whom and for what
   * @param messageBytes how many plaintext bytes the object holds, 0 or more; {@code
   *     Long.MAX_VALUE} when that is not known, which gives the object a key of its own
   * @param loader asks the KMS for a new data key without blocking; called at most once, maybe
   *     later and on another thread; its result belongs to the cache
   */
  public DataKeyLookup forSealing(
      KeyScope scope, long messageBytes, Supplier<? extends CompletionStage<DataKey>> loader) {
    if (messageBytes < 0) {
      throw new IllegalArgumentException("a message of " + messageBytes + " bytes");
    }
    if (messageBytes >= limits.maxBytes() || limits.maxAge().isZero()) {
      return loadUncached(scope, sealing, loader);
    }
    Bytes id = scope.entryId(KeyScope.Use.SEALING, Bytes.EMPTY);
    return lookup(id, sealing, scope.keyId(), messageBytes, loader);
  }

  /**
   * The data key that a stored object's wrapped key holds; limited by age only.
   *
   * @param scope for whom and for what
   * @param wrapped the ciphertext blob in the envelope
   * @param loader asks the KMS to decrypt it without blocking; called at most once, maybe later and
   *     on another thread; its result belongs to the cache
   */
  public DataKeyLookup forOpening(
      KeyScope scope, Bytes wrapped, Supplier<? extends CompletionStage<DataKey>> loader) {
    if (limits.maxAge().isZero()) {
      return loadUncached(scope, opening, loader);
    }
    return lookup(scope.entryId(KeyScope.Use.OPENING, wrapped), opening, scope.keyId(), 0, loader);
  }

  /**
   * Gives up every key under a KMS key, because it has been disabled or its policy has changed.
   * Loads in flight serve those who wait and are not cached.
   *
   * @param keyIdOrArn the KMS key's ARN, or the id or alias that callers asked for
   */
  public void invalidate(String keyIdOrArn) {
    for (Map.Entry<Bytes, CachedKey> entry : entries.asMap().entrySet()) {
      if (entry.getValue().mayBeUnder(keyIdOrArn)) {
        entries.asMap().remove(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Gives up keys that are too old; to be called now and then, for times without requests. */
  public void evictExpired() {
    entries.cleanUp();
  }

  /** What the cache has done so far. */
  public DataKeyCacheStats stats() {
    return new DataKeyCacheStats(
        hits.sum(),
        misses.sum(),
        loads.sum(),
        loadFailures.sum(),
        evictions.sum(),
        entries.estimatedSize());
  }

  /** Gives up every key; the cache stays usable. */
  @Override
  public void close() {
    entries.invalidateAll();
  }

  private DataKeyLookup lookup(
      Bytes id,
      Allowance allowance,
      String keyId,
      long messageBytes,
      Supplier<? extends CompletionStage<DataKey>> loader) {
    CachedKey present = entries.getIfPresent(id);
    DataKeyLease lease = present == null ? null : present.tryLease(messageBytes, ticker.read());
    if (lease != null) {
      hits.increment();
      return new DataKeyLookup.Hit(lease);
    }
    misses.increment();
    DataKeyRequest request =
        new DataKeyRequest(id, allowance, keyId, messageBytes, loader, new CompletableFuture<>());
    serve(request);
    return new DataKeyLookup.Loading(request.lease());
  }

  private void serve(DataKeyRequest request) {
    while (true) {
      CachedKey entry =
          entries.get(request.entryId(), _ -> new CachedKey(request.keyId(), request.allowance()));
      switch (entry.join(request, ticker.read())) {
        case Turn.Leased(DataKeyLease lease) -> {
          request.grant(lease);
          return;
        }
        case Turn.Other.JOINED -> {
          return;
        }
        case Turn.Other.MUST_LOAD -> {
          load(entry, request);
          return;
        }
        case Turn.Other.RETIRED -> entries.asMap().remove(request.entryId(), entry);
      }
    }
  }

  private DataKeyLookup loadUncached(
      KeyScope scope, Allowance allowance, Supplier<? extends CompletionStage<DataKey>> loader) {
    misses.increment();
    CachedKey single = new CachedKey(scope.keyId(), new Allowance(0, 1, Long.MAX_VALUE));
    DataKeyRequest request =
        new DataKeyRequest(
            Bytes.EMPTY, allowance, scope.keyId(), 0, loader, new CompletableFuture<>());
    single.join(request, ticker.read());
    single.retire();
    load(single, request);
    return new DataKeyLookup.Loading(request.lease());
  }

  /** Loads outside every lock; {@code thenCompose} turns what the loader throws into a failure. */
  private void load(CachedKey entry, DataKeyRequest first) {
    loads.increment();
    var _ =
        CompletableFuture.completedFuture(first.loader())
            .thenCompose(Supplier::get)
            .whenComplete((dataKey, failure) -> {
              if (failure == null && dataKey != null) {
                entry.loaded(dataKey).forEach(this::serve);
              } else {
                fail(entry, first.entryId(), failure);
              }
            });
  }

  private void fail(CachedKey entry, Bytes entryId, @Nullable Throwable failure) {
    loadFailures.increment();
    // First out of the cache, so that whoever asks again because of the failure starts anew.
    entries.asMap().remove(entryId, entry);
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    Throwable told = cause == null ? new IllegalStateException("no data key was loaded") : cause;
    for (DataKeyRequest request : entry.failed()) {
      request.lease().completeExceptionally(told);
    }
  }

  private void removed(@Nullable Bytes entryId, @Nullable CachedKey entry, RemovalCause cause) {
    if (entry != null && entry.retire()) {
      evictions.increment();
    }
  }
}
