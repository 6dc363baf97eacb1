package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The digests that are known of some plaintext, at most one of each type.
 *
 * @param values unmodifiable, in the order of the types' codes
 */
public record Digests(Map<DigestType, Bytes> values) {

  /** No digests. */
  public static final Digests NONE = new Digests(Map.of());

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when a value has not its type's length
   */
  public Digests {
    EnumMap<DigestType, Bytes> ordered = new EnumMap<>(DigestType.class);
    values.forEach((type, value) -> {
      if (value.lengthBytes() != type.lengthBytes()) {
        throw new IllegalArgumentException(type + " of " + value.lengthBytes() + " bytes");
      }
      ordered.put(type, value);
    });
    values = Collections.unmodifiableMap(ordered);
  }

  /** One of them, when it is known. */
  public Optional<Bytes> value(DigestType type) {
    return Optional.ofNullable(values.get(type));
  }
}
