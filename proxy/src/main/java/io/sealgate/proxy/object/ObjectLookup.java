package io.sealgate.proxy.object;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.sse.CustomerKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at stored objects and tells what clients know of them. Blocks: for procedures on virtual
 * threads only.
 */
public final class ObjectLookup {

  private static final int TAIL_LIMIT_BYTES = 256 * 1024;

  private final ObjectOpener opener;
  private final ObjectFacts facts;
  private final BackendCalls backend;

  /** Of the objects in that backend. */
  public ObjectLookup(ObjectOpener opener, ObjectFacts facts, BackendCalls backend) {
    this.opener = opener;
    this.facts = facts;
    this.backend = backend;
  }

  /** What the backend says when it is asked for an object. */
  public sealed interface Look {

    /** Here it is. */
    record Found(StoredObject object) implements Look {}

    /** There is none, or a delete marker. */
    record Missing() implements Look {}

    /**
     * It is not for Sealgate to see, such as one that the backend has encrypted under a key of a
     * customer's.
     *
     * @param error as the client is told it who asks for the object
     */
    record Refused(RuntimeException error) implements Look {}
  }

  /**
   * The object as its head describes it.
   *
   * @return empty when there is none, or a delete marker
   * @throws RuntimeException the backend's error, when it gives another one
   */
  public Optional<StoredObject> find(ObjectAccess access) {
    return switch (look(access)) {
      case Look.Found(StoredObject object) -> Optional.of(object);
      case Look.Missing() -> Optional.empty();
      case Look.Refused(RuntimeException error) -> throw error;
    };
  }

  /**
   * The same for who can do without an object that is not shown.
   *
   * @throws RuntimeException the backend's error, when it says nothing of the object
   */
  public Look look(ObjectAccess access) {
    BackendHead head = backend.call(access.request("HEAD"), 0).head();
    if (head.isSuccess()) {
      return new Look.Found(StoredObject.of(head));
    }
    return switch (head.status()) {
      case 400, 403 -> new Look.Refused(BackendErrors.ofHead(head, access));
      case 404 -> new Look.Missing();
      default -> throw BackendErrors.ofHead(head, access);
    };
  }

  /**
   * Opens a sealed object; it is the caller's to close.
   *
   * @param customerKey the key that came with the request, borrowed; else null
   */
  public OpenedObject open(
      ObjectAccess access,
      StoredObject object,
      Envelope envelope,
      @Nullable CustomerKey customerKey) {
    return Waiting.forStage(opener.open(access, object, envelope, customerKey));
  }

  /** The digests of an opened object's plaintext, read from its end when nothing else tells. */
  public ObjectDigests digests(
      ObjectAccess access, StoredObject object, Envelope envelope, OpenedObject opened) {
    return digestsUnlessReplaced(access, object, envelope, opened)
        .orElseThrow(() -> new BackendException("the object was replaced in this moment"));
  }

  /**
   * The same for who can do with another object.
   *
   * @return empty when the object is gone, or another one has taken its place since it was found
   */
  public Optional<ObjectDigests> digestsUnlessReplaced(
      ObjectAccess access, StoredObject object, Envelope envelope, OpenedObject opened) {
    Optional<ObjectDigests> known = facts.known(access, object, envelope, opened);
    if (known.isPresent()) {
      return known;
    }
    BackendResponse tail = backend.call(facts.tail(access, object, opened), TAIL_LIMIT_BYTES);
    return switch (tail.head().status()) {
      case 404, 412 -> Optional.empty();
      default -> Optional.of(facts.learn(access, object, envelope, opened, tail));
    };
  }

  /**
   * The ETag that clients see. Needs a key for SSE-S3 only, whose service key is Sealgate's own.
   *
   * @return with its quotes
   */
  public String shownETag(ObjectAccess access, StoredObject object) {
    Envelope envelope = object.envelope();
    if (envelope == null || envelope.fields().mode() != Mode.SSE_S3) {
      return object.backendETag();
    }
    try (OpenedObject opened = open(access, object, envelope, null)) {
      return ShownETag.of(object, envelope, opened, digests(access, object, envelope, opened));
    }
  }

  /** How long the client's object is; needs no key, and claims what is not verified. */
  public ObjectExtent claimedExtent(ObjectAccess access, StoredObject object, Envelope envelope) {
    return Waiting.forStage(opener.claimedExtent(access, object, envelope));
  }
}
