package io.sealgate.s3.headers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fixed map from header names to values, whatever their case. A look-up allocates nothing: there
 * is one for each header line of each request.
 */
final class HeaderTable<V> {

  private final @Nullable String[] names;
  private final @Nullable Object[] values;
  private final int mask;

  HeaderTable(Map<String, V> entries) {
    int slots = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
    this.names = new @Nullable String[slots];
    this.values = new @Nullable Object[slots];
    this.mask = slots - 1;
    for (Map.Entry<String, V> entry : entries.entrySet()) {
      int slot = slot(entry.getKey());
      while (names[slot] != null) {
        slot = (slot + 1) & mask;
      }
      names[slot] = entry.getKey();
      values[slot] = entry.getValue();
    }
  }

  @SuppressWarnings("unchecked") // only the constructor writes, and it writes only V
  @Nullable V get(String name) {
    int slot = slot(name);
    String candidate;
    while ((candidate = names[slot]) != null) {
      if (candidate.equalsIgnoreCase(name)) {
        return (V) values[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private int slot(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + (name.charAt(i) | 0x20);
    }
    return (hash ^ hash >>> 15) & mask;
  }
}
