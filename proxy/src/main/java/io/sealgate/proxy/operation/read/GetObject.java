package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.Span;
import io.sealgate.crypto.envelope.Envelope;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.PassThrough;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.Fetched;
import io.sealgate.proxy.object.ShownETag;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.sealing.OpenedObject;
import io.sealgate.s3.body.ObjectDigests;
import io.sealgate.s3.read.ByteRange;
import io.sealgate.s3.read.ResolvedRange;
import io.sealgate.s3.sse.CustomerKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GetObject: reads just the frames that cover what is asked for. Which those are depends on the
 * mode, which only the answer tells, so a range is first read on a guess, one sealed layer; a wrong
 * guess is repeated once, exactly, and pinned to the same object.
 */
public final class GetObject {

  private static final int GUESSED_LAYERS = 1;

  private final ObjectReads reads;
  private final Call call;
  private final ObjectAccess access;
  private final @Nullable CustomerKey customerKey;
  private @Nullable ByteRange range;
  private boolean repeated;

  public GetObject(ObjectReads reads, Call call) {
    this.reads = reads;
    this.call = call;
    this.access = call.access();
    this.customerKey = reads.customerKey(call).orElse(null);
    this.range = reads.range(call).orElse(null);
  }

  public Plan plan() {
    ByteRange asked = range;
    return download(asked == null ? null : guess(asked), null);
  }

  private Plan download(@Nullable String rangeHeader, @Nullable String pinnedETag) {
    return new Plan.Download(access.readRange(rangeHeader, pinnedETag), this::receive);
  }

  private Plan receive(BackendHead head) {
    if (head.status() == 416 || Fetched.isEmptyRange(head)) {
      // Such an answer carries no metadata: nothing tells how long the client's object is.
      return new Plan.Fetch(access.request("HEAD"), response -> missed(response.head()));
    }
    if (repeated && head.status() == 412) {
      throw new BackendException("the object was replaced while it was being read");
    }
    if (!head.isSuccess()) {
      return BackendErrors.collect(head);
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    Span fetched = Fetched.span(head, object.storedBytes());
    Envelope envelope = object.envelope();
    return envelope == null
        ? deliverPlaintext(object, fetched)
        : reads.open(
            call,
            object,
            envelope,
            customerKey,
            opened -> learn(object, envelope, opened, fetched));
  }

  /** Nothing of the stored body lies where the guess looked for the range. */
  private Plan missed(BackendHead head) {
    if (!head.isSuccess()) {
      throw BackendErrors.ofHead(head);
    }
    StoredObject object = StoredObject.of(head);
    reads.requireReadable(call, object, customerKey);
    ResolvedRange resolved = resolve(object.plaintextBytes());
    Span wanted = resolved == null ? new Span(0, object.storedBytes()) : span(resolved);
    Envelope envelope = object.envelope();
    return repeat(object, envelope == null ? wanted : object.layout(envelope).covering(wanted));
  }

  private Plan learn(StoredObject object, Envelope envelope, OpenedObject opened, Span fetched) {
    return reads.withDigests(
        call,
        object,
        envelope,
        opened,
        range == null,
        digests -> deliver(object, envelope, opened, digests, fetched));
  }

  private Plan deliver(
      StoredObject object,
      Envelope envelope,
      OpenedObject opened,
      Optional<ObjectDigests> digests,
      Span fetched) {
    String etag = ShownETag.of(object, envelope, digests.orElse(null));
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    LayeredLayout layout = opened.layout();
    ResolvedRange resolved =
        reads.honoursRange(call, object, etag) ? resolve(layout.plaintextBytes()) : null;
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    if (resolved == null) {
      if (fetched.lengthBytes() != object.storedBytes()) {
        range = null; // If-Range named another object: all of this one is the answer
        return repeat(object, null);
      }
      reads.addChecksums(call, digests, headers);
      return new Plan.Relay(200, headers, layout.plaintextBytes(), opened.whole());
    }
    Span wanted = span(resolved);
    Span covering = layout.covering(wanted);
    if (!fetched.contains(covering)) {
      return repeat(object, covering);
    }
    headers.add("Content-Range", resolved.contentRange());
    Transform body = opened.range(wanted, fetched.offsetBytes());
    return new Plan.Relay(206, headers, wanted.lengthBytes(), body);
  }

  private Plan deliverPlaintext(StoredObject object, Span fetched) {
    String etag = object.backendETag();
    Plan.Answer unchanged = reads.unlessNeeded(call, object, etag);
    if (unchanged != null) {
      return unchanged;
    }
    ResolvedRange resolved =
        reads.honoursRange(call, object, etag) ? resolve(object.storedBytes()) : null;
    HeaderList headers = reads.headers(call, object, customerKey, etag);
    Span wanted = resolved == null ? new Span(0, object.storedBytes()) : span(resolved);
    if (!fetched.equals(wanted)) {
      return repeat(object, wanted);
    }
    Transform body = wanted.offsetBytes() == 0 ? new PlaintextGuard() : new PassThrough();
    if (resolved == null) {
      return new Plan.Relay(200, headers, wanted.lengthBytes(), body);
    }
    headers.add("Content-Range", resolved.contentRange());
    return new Plan.Relay(206, headers, wanted.lengthBytes(), body);
  }

  private Plan repeat(StoredObject object, @Nullable Span exactly) {
    if (repeated) {
      throw new BackendException("the backend does not give the bytes that it was asked for");
    }
    repeated = true;
    boolean whole = exactly == null || exactly.lengthBytes() == object.storedBytes();
    return download(whole || exactly == null ? null : header(exactly), object.backendETag());
  }

  private @Nullable ResolvedRange resolve(long plaintextBytes) {
    ByteRange asked = range;
    return asked == null ? null : asked.resolve(plaintextBytes);
  }

  private static String guess(ByteRange range) {
    return switch (range) {
      case ByteRange.FromTo(long first, long last) ->
          header(LayeredLayout.coveringBlindly(GUESSED_LAYERS, new Span(first, last - first + 1)));
      case ByteRange.From(long first) ->
          "bytes="
              + LayeredLayout.coveringBlindly(GUESSED_LAYERS, new Span(first, 1)).offsetBytes()
              + "-";
      case ByteRange.Suffix(long lengthBytes) ->
          "bytes=-" + LayeredLayout.coveringLastBlindly(GUESSED_LAYERS, Math.max(1, lengthBytes));
    };
  }

  private static Span span(ResolvedRange resolved) {
    return new Span(resolved.firstByte(), resolved.lengthBytes());
  }

  private static String header(Span span) {
    return "bytes=" + span.offsetBytes() + "-" + (span.endBytes() - 1);
  }
}
