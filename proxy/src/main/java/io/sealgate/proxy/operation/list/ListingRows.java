package io.sealgate.proxy.operation.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.object.ObjectFacts;
import io.sealgate.proxy.object.ObjectOpener;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.xml.ListedObject;
import io.sealgate.s3.xml.PlaintextRow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What clients see in the rows of a listing. The listing does not tell which objects are sealed, so
 * each is looked at once; what was learnt is kept under everything that the listing says of the
 * row.
 */
public final class ListingRows {

  private static final int MAX_ENTRIES = 200_000;
  private static final int TAIL_LIMIT_BYTES = 256 * 1024;
  private static final long SHORTEST_SEALED_BYTES = new PartLayout(0).storedBytes();

  private final ObjectOpener opener;
  private final ObjectFacts facts;
  private final BackendCalls backend;
  private final Cache<Row, Optional<PlaintextRow>> learnt =
      Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

  public ListingRows(ObjectOpener opener, ObjectFacts facts, BackendCalls backend) {
    this.opener = opener;
    this.facts = facts;
    this.backend = backend;
  }

  /** What is known of a row without asking anybody; empty when it is not known. */
  public Optional<Optional<PlaintextRow>> known(Call call, ListedObject object) {
    return object.sizeBytes() < SHORTEST_SEALED_BYTES
        ? Optional.of(Optional.empty())
        : Optional.ofNullable(learnt.getIfPresent(Row.of(call, object)));
  }

  /**
   * Looks at the object of a row; blocks.
   *
   * @return what to show; empty when the row is as it is, because the object is not sealed
   */
  public Optional<PlaintextRow> look(Call call, ListedObject listed) {
    ObjectAccess object = call.access().ofKey(listed.key());
    BackendResponse response =
        backend.call(BackendRequest.of("HEAD", object.bucket(), object.key()), 0);
    if (response.head().status() == 404) {
      return Optional.empty(); // deleted in this moment: what the row says of it matters to nobody
    }
    if (!response.head().isSuccess()) {
      throw BackendErrors.ofHead(response.head());
    }
    StoredObject stored = StoredObject.of(response.head());
    Envelope envelope = stored.envelope();
    Optional<PlaintextRow> row =
        envelope == null ? Optional.empty() : Optional.of(row(object, stored, envelope));
    if (stored.backendETag().equals(listed.eTag())) {
      learnt.put(Row.of(call, listed), row);
    }
    return row;
  }

  private PlaintextRow row(ObjectAccess access, StoredObject stored, Envelope envelope) {
    if (envelope.fields().mode() != Mode.SSE_S3) {
      return new PlaintextRow(stored.plaintextBytes(), stored.backendETag(), null);
    }
    ObjectDigests digests = ObjectDigests.of(digests(access, stored, envelope));
    return new PlaintextRow(stored.plaintextBytes(), digests.md5ETag(), digests.shown());
  }

  private Digests digests(ObjectAccess access, StoredObject stored, Envelope envelope) {
    try (OpenedObject opened =
        await(opener.open(access, stored, envelope, null).toCompletableFuture())) {
      return facts
          .known(access, stored, envelope, opened)
          .orElseGet(() ->
              facts.learn(
                  access,
                  stored,
                  envelope,
                  opened,
                  backend.call(facts.tail(access, stored, opened), TAIL_LIMIT_BYTES)));
    }
  }

  private static OpenedObject await(CompletableFuture<OpenedObject> opening) {
    try {
      return opening.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  /** A row as the backend lists it: whatever changes of the object changes one of these. */
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
