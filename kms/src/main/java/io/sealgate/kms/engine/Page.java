package io.sealgate.kms.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a list.
 *
 * @param entries in a stable order
 * @param nextMarker what to ask for the next part with; {@code null} when this is the last
 * @param <T> what is listed
 */
public record Page<T>(List<T> entries, @Nullable String nextMarker) {

  /** Copies the list. */
  public Page {
    entries = List.copyOf(entries);
  }

  /** {@code Truncated}: whether there is more. */
  public boolean truncated() {
    return nextMarker != null;
  }
}
