package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.envelope.Mode;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
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
  private final @Nullable ByteRange range;

  public HeadObject(ObjectReads reads, Call call) {
    this.reads = reads;
    this.call = call;
    this.customerKey = reads.customerKey(call).orElse(null);
    this.range = reads.range(call).orElse(null);
  }

  public Plan plan() {
    return new Plan.Fetch(call.access().request("HEAD"), response -> receive(response.head()));
  }

  private Plan receive(BackendHead head) {
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head);
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    Envelope envelope = object.envelope();
    if (envelope == null) {
      return answer(object, object.backendETag(), Optional.empty());
    }
    if (!needsKey(envelope)) {
      return answer(object, object.backendETag(), Optional.empty());
    }
    return reads.open(
        call,
        object,
        envelope,
        customerKey,
        opened ->
            reads.withDigests(
                call,
                object,
                envelope,
                opened,
                range == null,
                digests ->
                    answer(object, ShownETag.of(object, envelope, digests.orElse(null)), digests)));
  }

  private boolean needsKey(Envelope envelope) {
    Mode mode = envelope.fields().mode();
    return mode == Mode.SSE_S3 || mode == Mode.SSE_C || reads.wantsChecksum(call);
  }

  private Plan answer(StoredObject object, String etag, Optional<ObjectDigests> digests) {
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    ByteRange asked = reads.honoursRange(call, object, etag) ? range : null;
    if (asked == null) {
      reads.addChecksums(call, digests, headers);
      headers.set("Content-Length", Long.toString(object.plaintextBytes()));
      return new Plan.Answer(new S3Response(200, headers));
    }
    ResolvedRange resolved = asked.resolve(object.plaintextBytes());
    headers.set("Content-Length", Long.toString(resolved.lengthBytes()));
    headers.set("Content-Range", resolved.contentRange());
    return new Plan.Answer(new S3Response(206, headers));
  }
}
