package io.sealgate.crypto.key;

import io.sealgate.crypto.Bytes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One caller's wish for a data key that was not there.
 *
 * @param entryId under which the key is cached
 * @param allowance what a key may be used for before another one is loaded
 * @param keyId the KMS key as it was asked for
 * @param messageBytes how many plaintext bytes the object holds, 0 for opening
 * @param loader asks for a key
 * @param lease what the caller waits for
 */
record DataKeyRequest(
    Bytes entryId,
    CachedKey.Allowance allowance,
    String keyId,
    long messageBytes,
    Supplier<? extends CompletionStage<DataKey>> loader,
    CompletableFuture<DataKeyLease> lease) {

  /** Hands over a lease, or takes it back when the caller has stopped waiting. */
  void grant(DataKeyLease granted) {
    if (!lease.complete(granted)) {
      granted.close();
    }
  }
}
