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
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import io.sealgate.s3.body.ObjectDigests;
import java.util.Optional;

/**
 * The digests of stored objects: from the envelope's copy of the facts, from what was learnt
 * before, else from the end of the stored body. What was learnt is kept under everything that it
 * depends on, so that an object that was replaced or whose envelope changed is looked at anew.
 */
public final class ObjectFacts {

  private static final int MAX_ENTRIES = 100_000;

  private final Cache<BodyKey, Digests> learnt =
      Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

  /** What is known without another request; of a multipart object its record tells. */
  public Optional<ObjectDigests> known(
      ObjectAccess access, StoredObject object, Envelope envelope, OpenedObject opened) {
    return switch (opened) {
      case OpenedMultipart multipart -> Optional.of(ObjectDigests.of(multipart.completion()));
      case OpenedSinglePart single ->
          single
              .copiedFacts()
              .map(Facts::digests)
              .or(() ->
                  Optional.ofNullable(learnt.getIfPresent(BodyKey.of(access, object, envelope))))
              .map(ObjectDigests::of);
    };
  }

  /** The request that reads the end of the stored body, of exactly the object at hand. */
  public BackendRequest tail(ObjectAccess access, StoredObject object, OpenedObject opened) {
    return access.read(single(opened).coveringFacts(), object.backendETag());
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
    Digests digests = single(opened).storedFacts(response.body()).digests();
    learnt.put(BodyKey.of(access, object, envelope), digests);
    return ObjectDigests.of(digests);
  }

  private static OpenedSinglePart single(OpenedObject opened) {
    return switch (opened) {
      case OpenedSinglePart single -> single;
      case OpenedMultipart multipart ->
          throw new IllegalArgumentException("the record of a multipart object tells its digests");
    };
  }
}
