package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.operation.read.Description.Described;
import io.sealgate.s3.sse.CustomerKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HeadObject: the head that GetObject would answer with. */
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
    return new Description(
            reads, call, customerKey, reads.wantsChecksum(call), this::plaintext, this::answer)
        .plan();
  }

  private Plan plaintext(StoredObject object) {
    return selection instanceof Selection.Part part
        ? plaintextPart(object, new GetPlaintextPart(reads, call, object, part))
        : answer(
            new Described(
                object,
                new ObjectExtent.Single(object.storedBytes()),
                object.backendETag(),
                Optional.empty()));
  }

  private Plan plaintextPart(StoredObject object, GetPlaintextPart part) {
    Plan.Answer unchanged = reads.unlessNeeded(call, object, object.backendETag());
    return unchanged != null
        ? unchanged
        : new Plan.Fetch(
            part.request("HEAD"),
            response -> {
              part.requireThere(response.head());
              if (!response.head().isSuccess()) {
                throw BackendErrors.ofHead(response.head());
              }
              HeaderList headers = part.headers(response.head());
              headers.set(
                  "Content-Length", Long.toString(part.span(response.head()).lengthBytes()));
              return new Plan.Answer(new S3Response(part.status(response.head()), headers));
            });
  }

  private Plan answer(Described described) {
    StoredObject object = described.object();
    Plan.Answer unchanged = reads.unlessNeeded(call, object, described.etag());
    if (unchanged != null) {
      return unchanged;
    }
    HeaderList headers = reads.headers(call, object, customerKey, described.etag());
    Selection counted =
        selection instanceof Selection.Range && !reads.honoursRange(call, object, described.etag())
            ? new Selection.Whole()
            : selection;
    ObjectExtent extent = described.extent();
    Selected selected = counted.of(extent);
    reads.addChecksum(call, counted, extent, described.digests(), headers);
    reads.addParts(counted, extent, headers);
    selected.addTo(headers);
    headers.set("Content-Length", Long.toString(selected.plaintext().lengthBytes()));
    return new Plan.Answer(new S3Response(selected.status(), headers));
  }
}
