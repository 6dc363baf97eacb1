package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.sse.CustomerKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HeadObject. Asks for a key only where the answer needs it, as on AWS: for SSE-C, whose key
 * must be the right one, for a checksum, and for the ETag of SSE-S3.
 */
public final class HeadObject {

  private final ObjectReads reads;
  private final Call call;
  private final @Nullable CustomerKey customerKey;
  private final Selection selection;

  /** The operation that the call asks for. */
  public HeadObject(ObjectReads reads, Call call) {
    this.reads = reads;
    this.call = call;
    this.customerKey = reads.customerKey(call).orElse(null);
    this.selection = Selection.of(call);
  }

  /** The first step. */
  public Plan plan() {
    return new Plan.Fetch(call.access().request("HEAD"), response -> receive(response.head()));
  }

  private Plan receive(BackendHead head) {
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head, call.access());
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    Envelope envelope = object.envelope();
    if (envelope == null) {
      return plaintext(object);
    }
    return needsKey(envelope)
        ? reads.open(
            call, object, envelope, customerKey, opened -> digested(object, envelope, opened))
        : reads.claimedExtent(
            call,
            object,
            envelope,
            extent -> answer(object, extent, object.backendETag(), Optional.empty()));
  }

  private boolean needsKey(Envelope envelope) {
    Mode mode = envelope.fields().mode();
    return mode == Mode.SSE_S3 || mode == Mode.SSE_C || reads.wantsChecksum(call);
  }

  private Plan digested(StoredObject object, Envelope envelope, OpenedObject opened) {
    return reads.withDigests(
        call,
        object,
        envelope,
        opened,
        reads.showsChecksum(call, selection, ObjectExtent.of(opened)),
        digests ->
            answer(
                object,
                ObjectExtent.of(opened),
                ShownETag.of(object, envelope, opened, digests.orElse(null)),
                digests));
  }

  private Plan plaintext(StoredObject object) {
    return selection instanceof Selection.Part part
        ? plaintextPart(object, new GetPlaintextPart(reads, call, object, part))
        : answer(
            object,
            new ObjectExtent.Single(object.storedBytes()),
            object.backendETag(),
            Optional.empty());
  }

  private Plan plaintextPart(StoredObject object, GetPlaintextPart part) {
    Plan.Answer unchanged = reads.unlessNeeded(call, object, object.backendETag());
    return unchanged != null
        ? unchanged
        : new Plan.Fetch(
            part.request("HEAD"),
            response -> {
              if (!response.head().isSuccess()) {
                throw BackendErrors.ofHead(response.head());
              }
              HeaderList headers = part.headers(response.head());
              headers.set(
                  "Content-Length", Long.toString(part.span(response.head()).lengthBytes()));
              return new Plan.Answer(new S3Response(response.head().status(), headers));
            });
  }

  private Plan answer(
      StoredObject object, ObjectExtent extent, String etag, Optional<ObjectDigests> digests) {
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    Selection counted =
        selection instanceof Selection.Range && !reads.honoursRange(call, object, etag)
            ? new Selection.Whole()
            : selection;
    Selected selected = counted.of(extent);
    if (reads.showsChecksum(call, counted, extent)) {
      reads.addChecksums(call, digests, headers);
    }
    reads.addParts(counted, extent, headers);
    selected.addTo(headers);
    headers.set("Content-Length", Long.toString(selected.plaintext().lengthBytes()));
    return new Plan.Answer(new S3Response(selected.status(), headers));
  }
}
