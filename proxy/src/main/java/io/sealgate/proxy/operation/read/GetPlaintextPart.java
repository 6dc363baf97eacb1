package io.sealgate.proxy.operation.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Span;
import io.sealgate.proxy.backend.BackendException;
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
    return unchanged != null ? unchanged : new Plan.Download(request("GET"), this::receive);
  }

  /** The request that names the part, of just the object that has been looked at. */
  BackendRequest request(String method) {
    BackendRequest whole = call.access().request(method);
    String query = "partNumber=" + part.number().value();
    return whole
        .withQuery(whole.rawQuery().isEmpty() ? query : whole.rawQuery() + '&' + query)
        .withHeaders(HeaderList.of("If-Match", object.backendETag()));
  }

  private Plan receive(BackendHead head) {
    requireThere(head);
    if (!head.isSuccess()) {
      return BackendErrors.collect(head, call.access());
    }
    Span span = span(head);
    return new Plan.Relay(
        status(head),
        headers(head),
        span.lengthBytes(),
        span.offsetBytes() == 0 ? new PlaintextGuard() : new Unchanged());
  }

  /**
   * Checks that the object is still the one that has been looked at, and has the part.
   *
   * @throws S3Exception when there is no such part: not the error of a range, which nobody asked
   *     for. How many parts there are the backend does not tell
   */
  void requireThere(BackendHead head) {
    if (head.status() == 412) {
      throw new BackendException("the object was replaced while it was being read");
    }
    if (head.status() == 416) {
      throw part.number().notSatisfiable();
    }
  }

  /** The status of the answer: of an empty part there is nothing that a Content-Range could say. */
  int status(BackendHead head) {
    return isEmpty(head) ? 200 : head.status();
  }

  /** What is said of the part besides its length. */
  HeaderList headers(BackendHead head) {
    HeaderList headers = reads.headers(call, object, null, object.backendETag());
    if (!isEmpty(head)) {
      pass("Content-Range", head, headers);
    }
    pass(PartNumber.COUNT_HEADER, head, headers);
    return headers;
  }

  private static void pass(String name, BackendHead head, HeaderList headers) {
    String value = head.headers().first(name);
    if (value != null) {
      headers.set(name, value);
    }
  }

  /** MinIO answers 206 for an empty part, without Content-Range. */
  private static boolean isEmpty(BackendHead head) {
    return head.lengthBytes() == 0;
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
    return isEmpty(head) ? new Span(0, 0) : Fetched.span(head, Fetched.objectBytes(head));
  }
}
