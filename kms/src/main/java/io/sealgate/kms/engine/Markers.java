package io.sealgate.kms.engine;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists in parts: a marker is the last entry's name, in a form that callers need not read. */
final class Markers {

  private Markers() {}

  /** Checks the members that ask for a part. */
  static Constraints constrain(Constraints constraints, PageRequest page) {
    return constraints
        .range("limit", page.limit(), 1, Limits.MAX_LIST_ENTRIES)
        .length("marker", page.marker(), 1, Limits.MAX_MARKER_CHARACTERS);
  }

  /**
   * The name that the part starts after; {@code null} at the beginning.
   *
   * @throws KmsException InvalidMarkerException if the marker is none
   */
  static @Nullable String nameBefore(PageRequest page) {
    String marker = page.marker();
    if (marker == null) {
      return null;
    }
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      throw invalid(marker);
    }
  }

  /** The error for a marker that leads nowhere. */
  static KmsException invalid(String marker) {
    return new KmsException(
        KmsError.INVALID_MARKER, "Could not deserialize marker '" + marker + "'");
  }

  /**
   * Takes one part.
   *
   * @param values what follows the marker
   * @param listed which of them are listed
   * @param limit at most so many
   * @param entry how one is shown
   * @param name how one is called in a marker
   */
  static <V, E> Page<E> page(
      Iterable<V> values,
      Predicate<V> listed,
      int limit,
      Function<V, E> entry,
      Function<V, String> name) {
    List<E> entries = new ArrayList<>();
    String last = "";
    for (Iterator<V> rest = values.iterator(); rest.hasNext(); ) {
      V value = rest.next();
      if (!listed.test(value)) {
        continue;
      }
      if (entries.size() == limit) {
        byte[] bytes = last.getBytes(StandardCharsets.US_ASCII);
        return new Page<>(entries, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
      entries.add(entry.apply(value));
      last = name.apply(value);
    }
    return new Page<>(entries, null);
  }
}
