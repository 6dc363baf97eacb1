package io.sealgate.proxy.object;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.Facts;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.body.ObjectDigests;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The digests of stored objects: from the envelope's copy of the facts, from what was learnt
 * before, else from the end of the stored body. What was learnt is kept under everything that it
 * depends on, so that an object that was replaced or whose envelope changed is looked at anew.
 */
public final class ObjectFacts {

  private static final int MAX_ENTRIES = 100_000;

  private final Cache<Key, Digests> learnt = Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

  /** What is known without another request. */
  public Optional<ObjectDigests> known(
      ObjectAccess access, StoredObject object, Envelope envelope, OpenedObject opened) {
    Optional<Facts> copied = opened.copiedFacts();
    return copied.isPresent()
        ? Optional.of(ObjectDigests.of(copied.get().digests()))
        : Optional.ofNullable(learnt.getIfPresent(key(access, object, envelope)))
            .map(ObjectDigests::of);
  }

  /** The request that reads the end of the stored body, of exactly the object at hand. */
  public BackendRequest tail(ObjectAccess access, StoredObject object, OpenedObject opened) {
    return access.read(opened.layout().coveringFacts(), object.backendETag());
  }

  /** What the end of the stored body says. */
  public ObjectDigests learn(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      BackendResponse response) {
    if (response.head().status() != 206) {
      // 412: replaced in this moment. The client asks again and gets the new object.
      throw new BackendException(
          "the end of the object cannot be read: " + response.head().status());
    }
    Digests digests = opened.storedFacts(response.body()).digests();
    learnt.put(key(access, object, envelope), digests);
    return ObjectDigests.of(digests);
  }

  private static Key key(ObjectAccess access, StoredObject object, Envelope envelope) {
    return new Key(
        access.bucket(),
        access.key(),
        object.headers().first("x-amz-version-id"),
        object.backendETag(),
        envelope.entry());
  }

  /** The whole entry stands for its hash: equal entries are equal, with nothing to compute. */
  private record Key(
      String bucket, String key, @Nullable String version, String backendETag, String entry) {}
}
