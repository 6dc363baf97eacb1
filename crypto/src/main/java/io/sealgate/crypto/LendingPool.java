package io.sealgate.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Things that are used for a moment and dear to make, lent to one thread at a time. Lock-free; safe
 * for many threads.
 *
 * @param <T> the things; compared by identity
 */
public final class LendingPool<T> {

  private final AtomicReferenceArray<@Nullable T> idle;

  /**
   * Has none yet.
   *
   * @param most how many it keeps; what is given back beyond is dropped
   */
  public LendingPool(int most) {
    this.idle = new AtomicReferenceArray<>(most);
  }

  /** One that nobody else has, as its last user left it; null when none is idle. */
  public @Nullable T take() {
    for (int i = 0; i < idle.length(); i++) {
      T found = idle.getPlain(i) == null ? null : idle.getAndSet(i, null);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Keeps it for the next user. */
  public void giveBack(T thing) {
    for (int i = 0; i < idle.length(); i++) {
      if (idle.getPlain(i) == null && idle.compareAndSet(i, null, thing)) {
        return;
      }
    }
  }
}
