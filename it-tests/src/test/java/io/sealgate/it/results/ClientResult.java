package io.sealgate.it.results;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;

/**
 * What came of one operation of a client, in one mode, on one store.
 *
 * @param operation what the client's users call it
 * @param mode what the client asked for
 * @param store what was behind Sealgate
 * @param outcome what came of it
 * @param note what the outcome needs to be understood; else empty
 */
public record ClientResult(
    String operation, SseMode mode, Store store, Outcome outcome, String note) {

  /** Whether both say something about the same. */
  boolean replaces(ClientResult other) {
    return operation.equals(other.operation) && mode == other.mode && store == other.store;
  }
}
