package io.sealgate.proxy.operation.read;

import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.NotFound;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.sse.CustomerKey;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what can be told of an object without its body: for HeadObject and GetObjectAttributes.
 * Asks for a key only where the answer needs it, as on AWS: for SSE-C, whose key must be the right
 * one, for a checksum, and for the ETag of SSE-S3.
 *
 * @param customerKey the key that came with the request; else null
 * @param checksum whether the client asks for the checksum
 * @param unsealed goes on with an object that was stored as it is
 * @param sealed goes on with any other
 */
record Description(
    ObjectReads reads,
    Call call,
    @Nullable CustomerKey customerKey,
    boolean checksum,
    Function<StoredObject, Plan> unsealed,
    Function<Described, Plan> sealed) {

  /**
   * What is known.
   *
   * @param extent pinned by the object's seal when a key was needed, else as it claims to be
   * @param etag the one that clients see, with its quotes
   * @param digests of its plaintext, if they were needed
   */
  record Described(
      StoredObject object, ObjectExtent extent, String etag, Optional<ObjectDigests> digests) {}

  /** The first step. */
  Plan plan() {
    return new Plan.Fetch(call.access().request("HEAD"), response -> receive(response.head()));
  }

  private Plan receive(BackendHead head) {
    if (!head.isSuccess()) {
      if (call.s3().operation() == S3Operation.HEAD_OBJECT) {
        throw BackendErrors.ofHead(head, call.access()); // without a body, too
      }
      return NotFound.plan(head, call.access());
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    Envelope envelope = object.envelope();
    if (envelope == null) {
      return unsealed.apply(object);
    }
    return needsKey(envelope.fields().mode())
        ? reads.open(call, object, envelope, customerKey, opened -> open(object, envelope, opened))
        : reads.claimedExtent(
            call,
            object,
            envelope,
            extent ->
                sealed.apply(
                    new Described(object, extent, object.backendETag(), Optional.empty())));
  }

  private boolean needsKey(Mode mode) {
    return mode == Mode.SSE_S3 || mode == Mode.SSE_C || checksum;
  }

  private Plan open(StoredObject object, Envelope envelope, OpenedObject opened) {
    return reads
        .digests()
        .with(
            call.access(),
            object,
            envelope,
            opened,
            checksum,
            null,
            digests ->
                sealed.apply(
                    new Described(
                        object,
                        ObjectExtent.of(opened),
                        ShownETag.of(object, envelope, opened, digests.orElse(null)),
                        digests)));
  }
}
