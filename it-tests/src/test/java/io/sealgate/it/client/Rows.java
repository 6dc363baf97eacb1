package io.sealgate.it.client;

import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;

/** Which modes are tried on which store: all of them on the first, pairs on the second. */
final class Rows {

  private Rows() {}

  /** Whether that mode is tried there: further stores get what differs most. */
  static boolean tries(Store store, SseMode mode) {
    return store == Store.MINIO || mode == SseMode.UNASKED || mode == SseMode.SSE_C;
  }
}
