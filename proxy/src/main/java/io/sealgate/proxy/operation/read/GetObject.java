package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.crypto.multipart.ObjectPart;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.NotFound;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.Fetched;
import io.sealgate.proxy.object.ObjectExtent;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedMultipart;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.sse.CustomerKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GetObject: reads just the frames that cover what is asked for. Which those are depends on
 * what only the answer tells, so a range is first read on a guess; a wrong guess is repeated once,
 * exactly, and pinned to the same object.
 */
public final class GetObject {

  /** Of a body that has not been asked for. */
  private static final Span NOTHING = new Span(0, 0);

  private final ObjectReads reads;
  private final Call call;
  private final ObjectAccess access;
  private final @Nullable CustomerKey customerKey;
  private Selection selection;
  private boolean repeated;

  /** Whether the object was last seen without its body, so that there is none to relay. */
  private boolean looked;

  /** What was read as the object's end, on the guess that it will be needed. */
  private @Nullable BackendResponse tail;

  /** Of a part whose headers had to be read: the object is opened again for its bytes. */
  private Map<ObjectPart, List<PartHeader>> learntHeaders = Map.of();

  /** The operation that the call asks for. */
  public GetObject(ObjectReads reads, Call call) {
    this.reads = reads;
    this.call = call;
    this.access = call.access();
    this.customerKey = reads.customerKey(call).orElse(null);
    this.selection = Selection.of(call);
  }

  /** The first step. */
  public Plan plan() {
    return switch (selection) {
      case Selection.Whole whole -> first(null);
      case Selection.Range(var range) -> first(reads.rangeGuess().of(access, range));
      case Selection.Part part -> look();
    };
  }

  private Plan first(@Nullable String range) {
    BackendRequest along = reads.digests().along(access, reads.showsChecksum(call, selection));
    return along == null
        ? download(range, null)
        : new Plan.DownloadAndFetch(
            access.readRange(range, null),
            along,
            (head, end) -> {
              tail = end;
              return receive(head);
            });
  }

  private Plan download(@Nullable String rangeHeader, @Nullable String pinnedETag) {
    return new Plan.Download(access.readRange(rangeHeader, pinnedETag), this::receive);
  }

  private Plan receive(BackendHead head) {
    if (head.status() == 416 || Fetched.isEmptyRange(head)) {
      // Such an answer carries no metadata: nothing tells how long the client's object is.
      return look();
    }
    if (repeated && head.status() == 412) {
      throw new BackendException("the object was replaced while it was being read");
    }
    if (!head.isSuccess()) {
      return BackendErrors.collect(head, access);
    }
    StoredObject object = StoredObject.of(head);
    return proceed(object, Fetched.span(head, object.storedBytes()));
  }

  /** Reads the head alone, before it is known what to read of the body. */
  private Plan look() {
    return new Plan.Fetch(
        access.request("HEAD"),
        response -> {
          if (!response.head().isSuccess()) {
            return NotFound.plan(response.head(), access);
          }
          looked = true;
          return proceed(StoredObject.of(response.head()), NOTHING);
        });
  }

  private Plan proceed(StoredObject object, Span fetched) {
    reads.requireReadable(call, object, customerKey);
    Envelope envelope = object.envelope();
    if (selection instanceof Selection.Range) {
      reads.rangeGuess().learn(access, envelope != null);
    }
    return envelope == null
        ? deliverPlaintext(object, fetched)
        : reads.open(
            call,
            object,
            envelope,
            customerKey,
            opened -> learnHeaders(object, envelope, opened, fetched));
  }

  /** A range that begins far within a part needs the part's headers, if the record lacks them. */
  private Plan learnHeaders(
      StoredObject object, Envelope envelope, OpenedObject opened, Span fetched) {
    if (opened instanceof OpenedMultipart multipart) {
      learntHeaders.forEach(multipart::know);
      ObjectPart unknown =
          reads.multiparts().headersNeeded(access, multipart, selection).orElse(null);
      if (unknown != null) {
        return reads
            .multiparts()
            .readHeaders(
                access,
                object,
                multipart,
                unknown,
                headers -> {
                  learntHeaders = Map.of(unknown, headers);
                  multipart.know(unknown, headers);
                  return learnDigests(object, envelope, multipart, fetched);
                });
      }
    }
    return learnDigests(object, envelope, opened, fetched);
  }

  private Plan learnDigests(
      StoredObject object, Envelope envelope, OpenedObject opened, Span fetched) {
    return reads
        .digests()
        .with(
            access,
            object,
            envelope,
            opened,
            reads.showsChecksum(call, selection),
            tail,
            digests -> deliver(object, envelope, opened, digests, fetched));
  }

  private Plan deliver(
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      Optional<ObjectDigests> digests,
      Span fetched) {
    String etag = ShownETag.of(object, envelope, opened, digests.orElse(null));
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    ObjectExtent extent = ObjectExtent.of(opened);
    Selected selected = selected(object, etag, extent);
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    reads.addParts(selection, extent, headers);
    reads.addChecksum(call, selection, extent, digests, headers);
    selected.addTo(headers);
    if (!selected.partial() && selection instanceof Selection.Whole) {
      if (fetched.lengthBytes() != object.storedBytes()) {
        return repeat(object, null);
      }
      return new Plan.Relay(200, headers, extent.plaintextBytes(), opened.whole());
    }
    if (selected.isEmpty()) {
      return new Plan.Answer(new S3Response(selected.status(), headers));
    }
    Optional<Transform> body = opened.range(selected.plaintext(), fetched);
    return body.isEmpty()
        ? repeat(object, opened.covering(selected.plaintext()))
        : new Plan.Relay(
            selected.status(), headers, selected.plaintext().lengthBytes(), body.get());
  }

  private Plan deliverPlaintext(StoredObject object, Span fetched) {
    if (selection instanceof Selection.Part part) {
      return new GetPlaintextPart(reads, call, object, part).plan();
    }
    String etag = object.backendETag();
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    Selected selected = selected(object, etag, new ObjectExtent.Single(object.storedBytes()));
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    Span wanted = selected.plaintext();
    if (!fetched.equals(wanted)) {
      return repeat(object, selected.partial() ? wanted : null);
    }
    selected.addTo(headers);
    if (looked && selected.isEmpty()) {
      return new Plan.Answer(new S3Response(selected.status(), headers));
    }
    Transform body = wanted.offsetBytes() == 0 ? new PlaintextGuard() : new Unchanged();
    return new Plan.Relay(selected.status(), headers, wanted.lengthBytes(), body);
  }

  private Selected selected(StoredObject object, String etag, ObjectExtent extent) {
    if (selection instanceof Selection.Range && !reads.honoursRange(call, object, etag)) {
      selection = new Selection.Whole(); // If-Range named another object: all of this one it is
    }
    return selection.of(extent);
  }

  private Plan repeat(StoredObject object, @Nullable Span exactly) {
    if (repeated) {
      throw new BackendException("the backend does not give the bytes that it was asked for");
    }
    repeated = true;
    looked = false;
    return download(
        exactly == null ? null : ObjectAccess.rangeHeader(exactly), object.backendETag());
  }
}
