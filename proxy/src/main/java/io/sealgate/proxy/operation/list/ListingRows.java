package io.sealgate.proxy.operation.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.ObjectLookup;
import io.sealgate.proxy.object.ObjectLookup.Look;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.xml.ListedObject;
import io.sealgate.s3.xml.PlaintextRow;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What clients see in the rows of a listing. The listing does not tell which objects are sealed, so
 * each is looked at once; what was learnt is kept under everything that the listing says of the
 * row. An object that does not verify is a row like any other, as on AWS, where no object's state
 * hides its neighbours: only what can be claimed without proof is shown of it, and a read of the
 * object itself still fails. An object that the store does not let be looked at is shown as the
 * store lists it.
 */
public final class ListingRows {

  private static final int MAX_ENTRIES = 200_000;

  /** A HEAD costs MinIO and the proxy 0.33 ms of a core, a row that is listed with metadata 0.1. */
  private static final int ROWS_FOR_A_LOOK = 4;

  /** An object may be replaced between its HEAD and the read of its end, rarely twice in a row. */
  private static final int MOST_LOOKS = 5;

  /** A second, and one more that a date may be rounded by. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(2);

  private static final long SHORTEST_SEALED_BYTES = new PartLayout(0).storedBytes();

  private final ObjectLookup lookup;
  private final ProxyMeters meters;
  private final Cache<Row, Optional<PlaintextRow>> learnt =
      Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

  /**
   * Rows of objects that are looked up like that.
   *
   * @param meters count what does not verify
   */
  public ListingRows(ObjectLookup lookup, ProxyMeters meters) {
    this.lookup = lookup;
    this.meters = meters;
  }

  /** What is known of a row without asking anybody; empty when it is not known. */
  public Optional<Optional<PlaintextRow>> known(Call call, ListedObject object) {
    return object.sizeBytes() < SHORTEST_SEALED_BYTES
        ? Optional.of(Optional.empty())
        : Optional.ofNullable(learnt.getIfPresent(Row.of(call, object)));
  }

  /** Whether so few rows are not known that it is less work to look at each of their objects. */
  boolean areMostlyKnown(Call call, List<ListedObject> objects) {
    long unknown = objects.stream().filter(object -> known(call, object).isEmpty()).count();
    return unknown * ROWS_FOR_A_LOOK <= objects.size();
  }

  /**
   * Looks at the object of a row; blocks.
   *
   * @param withMetadata whether the row has all of the object's user metadata, so that the object
   *     itself need not be looked at
   * @param at when the row was listed, or before
   * @return what to show; empty when the row is as it is, because the object is not sealed or the
   *     store tells no more of it
   */
  Optional<PlaintextRow> look(Call call, ListedObject listed, boolean withMetadata, Instant at) {
    ObjectAccess access = call.access().of(listed.key(), listed.versionId());
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      Look look;
      try {
        look =
            withMetadata && looks == 0
                ? new Look.Found(StoredObject.of(listed))
                : lookup.look(access);
      } catch (IntegrityException noEnvelope) {
        meters.tampered(noEnvelope.reason());
        return Optional.of(new PlaintextRow(listed.sizeBytes(), null, null));
      }
      if (!(look instanceof Look.Found(StoredObject stored))) {
        // Deleted in this moment: what its row says matters to nobody. Or refused, which may end
        // without a change of the row.
        return Optional.empty();
      }
      Envelope envelope = stored.envelope();
      if (envelope == null) {
        learn(call, listed, at, stored, Optional.empty());
        return Optional.empty();
      }
      try {
        Optional<PlaintextRow> row = row(access, stored, envelope);
        if (row.isPresent()) {
          learn(call, listed, at, stored, row);
          return row;
        }
      } catch (IntegrityException unproven) {
        meters.tampered(unproven.reason());
        return Optional.of(claimed(access, stored, envelope));
      }
    }
    throw new BackendException("an object is replaced as often as it is looked at");
  }

  private void learn(
      Call call, ListedObject listed, Instant at, StoredObject stored, Optional<PlaintextRow> row) {
    if (stored.backendETag().equals(listed.eTag()) && isSettled(listed, at)) {
      learnt.put(Row.of(call, listed), row);
    }
  }

  /**
   * Whether the second is over in which the object was changed last: many a store tells whole ones
   * only, so that a row does not show that the object was sealed anew within it.
   */
  private static boolean isSettled(ListedObject listed, Instant at) {
    try {
      String modified = listed.lastModified();
      return modified != null && !Instant.parse(modified).isAfter(at.minus(SETTLED_AFTER));
    } catch (DateTimeParseException unknown) {
      return false;
    }
  }

  /** What to show of an object; empty when it is gone, or another one has taken its place since. */
  private Optional<PlaintextRow> row(ObjectAccess access, StoredObject stored, Envelope envelope) {
    if (envelope.fields().mode() != Mode.SSE_S3) {
      long bytes = lookup.claimedExtent(access, stored, envelope).plaintextBytes();
      return Optional.of(new PlaintextRow(bytes, stored.backendETag(), null));
    }
    try (OpenedObject opened = lookup.open(access, stored, envelope, null)) {
      return lookup
          .digestsUnlessReplaced(access, stored, envelope, opened)
          .map(digests ->
              new PlaintextRow(
                  opened.plaintextBytes(),
                  ShownETag.of(stored, envelope, opened, digests),
                  digests.kind()));
    }
  }

  /** What an object that does not verify claims to be, else what is stored of it. */
  private PlaintextRow claimed(ObjectAccess access, StoredObject stored, Envelope envelope) {
    long bytes;
    try {
      bytes = lookup.claimedExtent(access, stored, envelope).plaintextBytes();
    } catch (IntegrityException nothingClaimed) {
      bytes = stored.storedBytes();
    }
    return new PlaintextRow(bytes, stored.backendETag(), null);
  }

  /**
   * A row as the backend lists it: whatever changes of the object changes one of these, but for
   * what changes within the second that it was last changed in.
   */
  private record Row(
      String bucket,
      String key,
      @Nullable String version,
      String eTag,
      long sizeBytes,
      @Nullable String lastModified) {

    static Row of(Call call, ListedObject object) {
      return new Row(
          call.bucket(),
          object.key(),
          object.versionId(),
          object.eTag(),
          object.sizeBytes(),
          object.lastModified());
    }
  }
}
