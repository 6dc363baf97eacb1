package io.sealgate.proxy.object;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.Facts;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.sealing.OpenedSinglePart;
import io.sealgate.s3.body.ObjectDigests;
import java.util.Objects;
import java.util.Optional;

/**
 * The digests of stored objects: from the envelope's copy of the facts, from what was learnt
 * before, else from the end of the stored body. What was learnt is kept under everything that it
 * depends on, so that an object that was replaced or whose envelope changed is looked at anew.
 */
public final class ObjectFacts {

  private static final String VERSION_ID = "x-amz-version-id";
  private static final int MAX_ENTRIES = 100_000;

  private final Cache<ObjectName, Learnt> learnt =
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
                  Optional.ofNullable(learnt.getIfPresent(ObjectName.of(access)))
                      .filter(last -> last.body().equals(BodyKey.of(access, object, envelope)))
                      .map(Learnt::digests))
              .map(ObjectDigests::of);
    };
  }

  /** Whether they have been learnt, unless another object has taken the place. */
  public boolean areProbablyKnown(ObjectAccess access) {
    return learnt.getIfPresent(ObjectName.of(access)) != null;
  }

  /** The request that reads the facts of whatever object there is, if it is sealed in one layer. */
  public static BackendRequest probableTail(ObjectAccess access) {
    return access.readRange("bytes=-" + PartLayout.FACTS_BYTES, null);
  }

  /**
   * What the answer to {@link #probableTail} says.
   *
   * @return empty when it is not the end of just the object at hand
   * @throws io.sealgate.crypto.IntegrityException when it claims to be and does not verify
   */
  public Optional<ObjectDigests> learnProbable(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      BackendResponse tail) {
    return isEndOf(object, opened, tail)
        ? Optional.of(learn(access, object, envelope, opened, tail))
        : Optional.empty();
  }

  private static boolean isEndOf(StoredObject object, OpenedObject opened, BackendResponse tail) {
    BackendHead head = tail.head();
    return opened instanceof OpenedSinglePart single
        && head.status() == 206
        && object.backendETag().equals(head.headers().first("ETag"))
        && Objects.equals(object.headers().first(VERSION_ID), head.headers().first(VERSION_ID))
        && Fetched.objectBytes(head) == object.storedBytes()
        && Fetched.span(head, object.storedBytes()).equals(single.coveringFacts());
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
    learnt.put(ObjectName.of(access), new Learnt(BodyKey.of(access, object, envelope), digests));
    return ObjectDigests.of(digests);
  }

  private static OpenedSinglePart single(OpenedObject opened) {
    return switch (opened) {
      case OpenedSinglePart single -> single;
      case OpenedMultipart multipart ->
          throw new IllegalArgumentException("the record of a multipart object tells its digests");
    };
  }

  private record Learnt(BodyKey body, Digests digests) {}
}
