package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Span;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.Fetched;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.multipart.PartNumber;

/** One part of an object that is not sealed: only the backend knows where its parts lie. */
final class GetPlaintextPart {

  private final ObjectReads reads;
  private final Call call;
  private final StoredObject object;
  private final Selection.Part part;

  GetPlaintextPart(ObjectReads reads, Call call, StoredObject object, Selection.Part part) {
    this.reads = reads;
    this.call = call;
    this.object = object;
    this.part = part;
  }

  Plan plan() {
    Plan.Answer unchanged = reads.unlessNeeded(call, object, object.backendETag());
    return unchanged != null
        ? unchanged
        : new Plan.Download(
            request("GET").withHeaders(HeaderList.of("If-Match", object.backendETag())),
            this::receive);
  }

  /** The request that names the part. */
  BackendRequest request(String method) {
    BackendRequest whole = call.access().request(method);
    String query = "partNumber=" + part.number().value();
    return whole.withQuery(whole.rawQuery().isEmpty() ? query : whole.rawQuery() + '&' + query);
  }

  private Plan receive(BackendHead head) {
    if (!head.isSuccess()) {
      return BackendErrors.collect(head, call.access());
    }
    Span span = span(head);
    HeaderList headers = headers(head);
    return new Plan.Relay(
        head.status(),
        headers,
        span.lengthBytes(),
        span.offsetBytes() == 0 ? new PlaintextGuard() : new Unchanged());
  }

  /** What is said of the part besides its length. */
  HeaderList headers(BackendHead head) {
    HeaderList headers = reads.headers(call, object, null, object.backendETag());
    for (String name : new String[] {"Content-Range", PartNumber.COUNT_HEADER}) {
      String value = head.headers().first(name);
      if (value != null) {
        headers.set(name, value);
      }
    }
    return headers;
  }

  /**
   * Which bytes came.
   *
   * @throws S3Exception NotImplemented when the backend does not know parts and sends all of the
   *     object, though another part than the first was asked for
   */
  Span span(BackendHead head) {
    if (head.status() != 206 && part.number().value() != 1) {
      throw new S3Exception(
          S3Error.NOT_IMPLEMENTED, "The backend does not read objects by part number.");
    }
    return Fetched.span(head, Fetched.objectBytes(head));
  }
}
