package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a completion record may know of its parts besides what pins them, so that a reader needs no
 * request for it (FORMAT §4). Records of older writers know nothing.
 *
 * @param sealedKeys for each salt of the record, in its order, the rest of that header's core, 60
 *     bytes each; empty when not known
 * @param digests by their type those of all parts, in order
 */
public record PartExtras(Bytes sealedKeys, Map<DigestType, Bytes> digests) {

  /** Nothing. */
  public static final PartExtras NONE = new PartExtras(Bytes.EMPTY, Map.of());

  /** Copies the map. */
  public PartExtras {
    EnumMap<DigestType, Bytes> ordered = new EnumMap<>(DigestType.class);
    ordered.putAll(digests);
    digests = Collections.unmodifiableMap(ordered);
  }

  /**
   * What notes tell, as far as all of them do: the keys, and the digests that a COMPOSITE one is
   * made of.
   *
   * @param parts in the order of the object
   * @param whole the digests of the object
   * @param checksumType what they are over
   */
  static PartExtras ofParts(List<PartNote> parts, Digests whole, ChecksumType checksumType) {
    Map<DigestType, Bytes> digests = new EnumMap<>(DigestType.class);
    if (checksumType == ChecksumType.COMPOSITE) {
      for (DigestType type : whole.values().keySet()) {
        digests(parts, type).ifPresent(values -> digests.put(type, values));
      }
    }
    return new PartExtras(sealedKeys(parts), digests);
  }

  private static Bytes sealedKeys(List<PartNote> parts) {
    int partBytes = parts.getFirst().sealedKeys().lengthBytes();
    byte[] joined = new byte[parts.size() * partBytes];
    int end = 0;
    for (PartNote part : parts) {
      if (part.sealedKeys().lengthBytes() != partBytes) {
        return Bytes.EMPTY;
      }
      end = part.sealedKeys().copyInto(joined, end);
    }
    return Bytes.copyOf(joined);
  }

  private static Optional<Bytes> digests(List<PartNote> parts, DigestType type) {
    byte[] joined = new byte[parts.size() * type.lengthBytes()];
    int end = 0;
    for (PartNote part : parts) {
      Optional<Bytes> value = part.digests().value(type);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      end = value.get().copyInto(joined, end);
    }
    return Optional.of(Bytes.copyOf(joined));
  }

  /** About how much memory it holds. */
  public int weightBytes() {
    int bytes = sealedKeys.lengthBytes();
    for (Bytes values : digests.values()) {
      bytes += values.lengthBytes();
    }
    return bytes;
  }

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException when they are not those of so many parts and layers
   */
  void requireFitting(int partCount, int layerCount) {
    int keyBytes = sealedKeys.lengthBytes();
    if (keyBytes != 0 && keyBytes != partCount * layerCount * PartHeader.SEALED_KEY_BYTES) {
      throw new IllegalArgumentException(keyBytes + " bytes of sealed keys");
    }
    digests.forEach((type, values) -> {
      if (values.lengthBytes() != partCount * type.lengthBytes()) {
        throw new IllegalArgumentException(values.lengthBytes() + " bytes of " + type);
      }
    });
  }

  /** Whether the headers of all parts are known. */
  boolean knowsHeaders() {
    return sealedKeys.lengthBytes() > 0;
  }

  /**
   * A header of a part, where {@link #knowsHeaders}.
   *
   * @param index which one of all parts' headers, counted as the salts of the record are
   * @param identity what it must carry
   */
  PartHeader header(int index, PartIdentity identity) {
    int offset = index * PartHeader.SEALED_KEY_BYTES;
    return PartHeader.of(identity, sealedKeys.slice(offset, PartHeader.SEALED_KEY_BYTES));
  }

  /**
   * The digests of a part.
   *
   * @param ordinal which part in the order of storage, from 0
   */
  Digests ofPart(int ordinal) {
    Map<DigestType, Bytes> values = new EnumMap<>(DigestType.class);
    digests.forEach((type, all) ->
        values.put(type, all.slice(ordinal * type.lengthBytes(), type.lengthBytes())));
    return new Digests(values);
  }
}
