package io.sealgate.proxy.system;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.key.MultipartKeys;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.RecordChoice;
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
    Function<byte[], Optional<CompletionRecord>> reading =
        stored -> {
          CompletionRecord completion = sealer.open(stored, object.recordId(), keys);
          return completion.layout().storedBytes() == object.storedBytes()
                  && completion.layerCount() == object.layerCount()
              ? Optional.of(completion)
              : Optional.empty();
        };
    return named(object, reading)
        .orElseGet(() ->
            choose(object, RecordChoice.ofOpened(object.storedBytes(), others(object, reading))));
  }

  /** What the record claims in the clear. */
  RecordLayout unopened(MultipartObject object) {
    Function<byte[], Optional<RecordLayout>> reading =
        stored -> {
          RecordLayout layout = RecordSealer.readUnopened(stored);
          return layout.storedBytes() == object.storedBytes() && layout.addsUp(object.layerCount())
              ? Optional.of(layout)
              : Optional.empty();
        };
    return named(object, reading)
        .orElseGet(() ->
            choose(
                object,
                RecordChoice.ofUnopened(
                    object.storedBytes(), object.layerCount(), others(object, reading))));
  }

  /**
   * The record under the object's ETag; empty when there is none, or it does not fit the object.
   */
  private <R> Optional<R> named(MultipartObject object, Function<byte[], Optional<R>> reading) {
    return RecordNames.ofETag(object.recordId(), object.backendETag())
        .flatMap(name -> read(name, reading));
  }

  /** All records under the object's id that fit it. */
  private <R> List<R> others(MultipartObject object, Function<byte[], Optional<R>> reading) {
    List<R> candidates = new ArrayList<>();
    for (String name : names(object)) {
      read(name, reading).ifPresent(candidates::add);
    }
    return candidates;
  }

  private <R> R choose(MultipartObject object, RecordChoice<R> choice) {
    RecordChoice<R> left = choice;
    while (true) {
      switch (left.outcome()) {
        case RecordChoice.Outcome.Chosen<R>(R chosen) -> {
          return chosen;
        }
        case RecordChoice.Outcome.Undecided<R>(Span header) ->
            left = left.narrowedBy(heads.read(object, header));
        case RecordChoice.Outcome.NoRecord<R> _ ->
            throw new IntegrityException(Reason.RECORD, "there is none for the object");
      }
    }
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
