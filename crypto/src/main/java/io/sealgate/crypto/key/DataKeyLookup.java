package io.sealgate.crypto.key;

import java.util.concurrent.CompletableFuture;

/** What a data-key cache answers, always at once: a key, or the promise of one. */
public sealed interface DataKeyLookup {

  /**
   * The key was there.
   *
   * @param lease the caller's to close
   */
  record Hit(DataKeyLease lease) implements DataKeyLookup {}

  /**
   * The key is being loaded.
   *
   * @param lease completes on the thread that completes the load, with a lease that is the caller's
   *     to close or with the load's own failure; cancelling it concerns no other caller
   */
  record Loading(CompletableFuture<DataKeyLease> lease) implements DataKeyLookup {}
}
