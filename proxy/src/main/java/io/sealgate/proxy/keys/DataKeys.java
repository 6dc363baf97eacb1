package io.sealgate.proxy.keys;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLease;
import io.sealgate.crypto.key.DataKeyLookup;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.KeyScope;
import io.sealgate.kms.GeneratedDataKey;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where the data keys of objects come from: the cache, at once, else the key service, on another
 * thread. The principal is part of what a cached key is kept under, so that nobody uses a key that
 * was fetched for somebody else.
 */
public final class DataKeys {

  private final KeyService service;
  private final DataKeyCache cache;
  private final Executor workers;

  /**
   * Keys of that service, kept in that cache.
   *
   * @param workers where the service is called; it blocks
   */
  public DataKeys(KeyService service, DataKeyCache cache, Executor workers) {
    this.service = service;
    this.cache = cache;
    this.workers = workers;
  }

  /**
   * The data key to seal a new object of one layer with.
   *
   * @param plaintextBytes the object's length, which counts against the cached key's limit
   * @return completes at once when the key is cached; the lease is the caller's to close
   */
  public CompletionStage<LeasedKeys> toSeal(KeyUse use, long plaintextBytes) {
    return stage(cache.forSealing(scope(use, 0), plaintextBytes, () -> generate(use)))
        .thenApply(lease -> new LeasedKeys(List.of(lease)));
  }

  /**
   * The data keys to seal a new object of two layers with, both under one KMS key. An alias may
   * move at any time, and the envelope has room for one ARN: so layer 1 asks by the ARN that layer
   * 0's key came with, and never by the name.
   *
   * @param plaintextBytes the object's length, which counts against the cached keys' limits
   * @return completes at once when both keys are cached; the leases are the caller's to close
   */
  public CompletionStage<LeasedKeys> toSealTwice(KeyUse use, long plaintextBytes) {
    return stage(cache.forSealing(scope(use, 0), plaintextBytes, () -> generate(use)))
        .thenCompose(inner -> {
          KeyUse same = use.under(inner.dataKey().keyArn());
          return stage(
                  cache.forSealing(scope(same, 1), plaintextBytes, () -> generateUnderArn(same)))
              .whenComplete((outer, failure) -> {
                if (failure != null) {
                  inner.close();
                }
              })
              .thenApply(outer -> new LeasedKeys(List.of(inner, outer)));
        });
  }

  /**
   * The data keys that an object was sealed with.
   *
   * @param use names the key by the ARN in the envelope
   * @param wrapped the wrapped key of each layer
   * @param reason what does not verify when a wrapped key is damaged, exchanged or moved: KMS
   *     authenticates the name of what it is for with it
   * @return completes at once when all keys are cached; the leases are the caller's to close
   */
  public CompletionStage<LeasedKeys> toOpen(KeyUse use, List<Bytes> wrapped, Reason reason) {
    List<DataKeyLookup> lookups = new ArrayList<>(wrapped.size());
    for (int layer = 0; layer < wrapped.size(); layer++) {
      Bytes blob = wrapped.get(layer);
      lookups.add(cache.forOpening(scope(use, layer), blob, () -> decrypt(use, blob, reason)));
    }
    return joined(lookups);
  }

  private CompletionStage<DataKey> generate(KeyUse use) {
    return CompletableFuture.supplyAsync(
        () -> {
          GeneratedDataKey generated =
              service.generateDataKey(use.principal(), use.keyId(), use.encryptionContext());
          return new DataKey(
              generated.keyArn(),
              Bytes.copyOf(generated.ciphertextBlob()),
              KeyEncryptionKey.owning(generated.plaintext()));
        },
        workers);
  }

  /** Refused before it is cached: an object under two KMS keys could never be opened. */
  private CompletionStage<DataKey> generateUnderArn(KeyUse use) {
    return generate(use)
        .thenApply(key -> {
          if (!key.keyArn().equals(use.keyId())) {
            key.close();
            throw new KmsException(
                KmsError.INCORRECT_KEY, "the data key is under another key than the one asked for");
          }
          return key;
        });
  }

  private CompletionStage<DataKey> decrypt(KeyUse use, Bytes blob, Reason reason) {
    return CompletableFuture.supplyAsync(
        () -> new DataKey(use.keyId(), blob, KeyEncryptionKey.owning(unwrapped(use, blob, reason))),
        workers);
  }

  private byte[] unwrapped(KeyUse use, Bytes blob, Reason reason) {
    try {
      return service.decrypt(use.principal(), use.keyId(), blob.toArray(), use.encryptionContext());
    } catch (KmsException refused) {
      throw switch (refused.error()) {
        case INVALID_CIPHERTEXT, INCORRECT_KEY ->
            new IntegrityException(
                reason, "the wrapped data key does not belong to this object and KMS key");
        default -> refused;
      };
    }
  }

  private static KeyScope scope(KeyUse use, int layer) {
    return new KeyScope(use.principal().arn(), use.keyId(), use.encryptionContext(), layer);
  }

  private static CompletableFuture<DataKeyLease> stage(DataKeyLookup lookup) {
    return switch (lookup) {
      case DataKeyLookup.Hit(DataKeyLease lease) -> CompletableFuture.completedFuture(lease);
      case DataKeyLookup.Loading(CompletableFuture<DataKeyLease> lease) -> lease;
    };
  }

  private static CompletionStage<LeasedKeys> joined(List<DataKeyLookup> lookups) {
    List<CompletableFuture<DataKeyLease>> stages = new ArrayList<>(lookups.size());
    for (DataKeyLookup lookup : lookups) {
      stages.add(stage(lookup));
    }
    return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> leased(stages, failure))
        .thenCompose(stage -> stage);
  }

  /** All leases, or none: when one layer's key cannot be had, the other's is given back. */
  private static CompletionStage<LeasedKeys> leased(
      List<CompletableFuture<DataKeyLease>> stages, @Nullable Throwable failure) {
    if (failure == null) {
      return CompletableFuture.completedFuture(
          new LeasedKeys(stages.stream().map(CompletableFuture::join).toList()));
    }
    for (CompletableFuture<DataKeyLease> stage : stages) {
      if (!stage.isCompletedExceptionally()) {
        stage.join().close();
      }
    }
    return CompletableFuture.failedFuture(failure);
  }
}
