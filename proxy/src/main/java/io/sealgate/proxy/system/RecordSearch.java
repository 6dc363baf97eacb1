package io.sealgate.proxy.system;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.crypto.multipart.RecordSealer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds an object's record among those under its envelope's id (FORMAT §4). The ETag names one, and
 * mostly the right one: that takes one request. Where it does not, because the backend's ETag has
 * changed since, the record is the one whose parts the stored body shows.
 */
final class RecordSearch {

  /** So many different Completes nobody submits for one upload. */
  private static final int MOST_CANDIDATES = 256;

  private final SystemBucket bucket;
  private final RecordSealer sealer;
  private final PartHeads heads;

  RecordSearch(SystemBucket bucket, RecordSealer sealer, PartHeads heads) {
    this.bucket = bucket;
    this.sealer = sealer;
    this.heads = heads;
  }

  /** The record, opened with the object's keys. */
  CompletionRecord opened(MultipartObject object, MultipartKeys keys) {
    return find(
        object,
        stored -> {
          CompletionRecord completion = sealer.open(stored, object.recordId(), keys);
          return completion.layout().storedBytes() == object.storedBytes()
                  && completion.layerCount() == object.layerCount()
              ? Optional.of(completion)
              : Optional.empty();
        },
        PartHeads.Expected::of);
  }

  /** What the record claims in the clear. */
  RecordLayout unopened(MultipartObject object) {
    return find(
        object,
        stored -> {
          RecordLayout layout = RecordSealer.readUnopened(stored);
          return layout.storedBytes() == object.storedBytes() && layout.addsUp(object.layerCount())
              ? Optional.of(layout)
              : Optional.empty();
        },
        layout -> PartHeads.Expected.of(layout, object.layerCount()));
  }

  /**
   * Finds the one.
   *
   * @param reading a record's bytes to what fits the object, empty for what does not
   * @param parts what the heads of its parts must say
   */
  private <T> T find(
      MultipartObject object,
      Function<byte[], Optional<T>> reading,
      Function<T, List<PartHeads.Expected>> parts) {
    String byETag = RecordNames.ofETag(object.recordId(), object.backendETag()).orElse("");
    if (!byETag.isEmpty()) {
      Optional<T> named = read(byETag, reading);
      if (named.isPresent()) {
        return named.get();
      }
    }
    List<T> candidates = new ArrayList<>();
    for (String name : names(object)) {
      if (!name.equals(byETag)) {
        read(name, reading)
            .filter(candidate -> !candidates.contains(candidate))
            .ifPresent(candidates::add);
      }
    }
    while (candidates.size() > 1) {
      T first = candidates.get(0);
      T second = candidates.get(1);
      switch (heads.compare(object, parts.apply(first), parts.apply(second))) {
        case FIRST -> candidates.remove(second);
        case SECOND -> candidates.remove(first);
        case NEITHER -> {
          candidates.remove(second);
          candidates.remove(first);
        }
      }
    }
    if (candidates.isEmpty()) {
      throw new IntegrityException(Reason.RECORD, "there is none for the object");
    }
    return candidates.getFirst();
  }

  private List<String> names(MultipartObject object) {
    List<String> names = new ArrayList<>();
    bucket.list(
        RecordNames.folder(object.recordId()),
        "",
        name -> {
          if (names.size() == MOST_CANDIDATES) {
            throw new IntegrityException(Reason.RECORD, "there are too many for the object");
          }
          return names.add(name);
        });
    return names;
  }

  /** What does not verify is no candidate: whoever could put it there could delete one as well. */
  private <T> Optional<T> read(String name, Function<byte[], Optional<T>> reading) {
    Optional<byte[]> stored = bucket.get(name, RecordSealer.MAX_RECORD_BYTES);
    try {
      return stored.flatMap(reading);
    } catch (IntegrityException foreign) {
      return Optional.empty();
    }
  }
}
