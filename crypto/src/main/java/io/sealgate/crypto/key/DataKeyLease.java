package io.sealgate.crypto.key;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a cached data key: while it is open, the key is not zeroed, whatever the cache
 * does. Whoever holds it closes it, on any thread, as soon as the secrets are sealed or opened.
 */
public final class DataKeyLease implements AutoCloseable {

  private final CachedKey cached;
  private final DataKey dataKey;
  private final AtomicBoolean closed = new AtomicBoolean();

  DataKeyLease(CachedKey cached, DataKey dataKey) {
    this.cached = cached;
    this.dataKey = dataKey;
  }

  /**
   * The data key, borrowed until this lease closes.
   *
   * @throws IllegalStateException when the lease has been closed
   */
  public DataKey dataKey() {
    if (closed.get()) {
      throw new IllegalStateException("the lease has been closed");
    }
    return dataKey;
  }

  /** Gives the right back; safe to call more than once. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      cached.giveBack();
    }
  }

  @Override
  public String toString() {
    return "DataKeyLease[" + dataKey.keyArn() + "]";
  }
}
