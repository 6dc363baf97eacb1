package io.sealgate.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the tests of the cache ask for, and what they make of its answers. */
final class Lookups {

  private Lookups() {}

  static KeyScope scope(String principal) {
    return new KeyScope(principal, "alias/a", Map.of("a", "b", "c", "d"), 0);
  }

  static CompletableFuture<DataKeyLease> loading(DataKeyLookup lookup) {
    return switch (lookup) {
      case DataKeyLookup.Hit(DataKeyLease lease) -> CompletableFuture.completedFuture(lease);
      case DataKeyLookup.Loading(CompletableFuture<DataKeyLease> lease) -> lease;
    };
  }

  static boolean isServed(DataKeyLookup lookup) {
    return loading(lookup).isDone();
  }

  /** The lease, which must be there by now. */
  static DataKeyLease lease(DataKeyLookup lookup) {
    CompletableFuture<DataKeyLease> lease = loading(lookup);
    assertThat(lease.isDone()).isTrue();
    return lease.join();
  }
}
