package io.sealgate.proxy.operation.write;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.write.DeleteCondition;
import io.sealgate.s3.xml.DeleteRequest;
import io.sealgate.s3.xml.DeleteResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** DeleteObject and DeleteObjects: the backend's own, since all of an object is in one place. */
public final class Deletes {

  /** A thousand keys of 1,024 bytes, each character escaped, and their elements. */
  private static final int MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

  private final WritePreconditions preconditions;

  /** Deletes whose conditions are handed on like that. */
  public Deletes(WritePreconditions preconditions) {
    this.preconditions = preconditions;
  }

  /** DeleteObject. */
  public Plan one(Call call) {
    ObjectAccess access = call.access();
    DeleteCondition condition = DeleteCondition.of(call.headers());
    BackendRequest request = access.request("DELETE");
    RequestHeaders.forwarded(call.s3().operation(), call.headers())
        .forEach(line -> request.headers().add(line.getKey(), line.getValue()));
    return condition instanceof DeleteCondition.None
        ? delete(call, request, condition)
        : new Plan.Await(
            preconditions
                .headers(access, condition)
                .thenApply(headers -> {
                  headers.forEach(line -> request.headers().add(line.getKey(), line.getValue()));
                  return delete(call, request, condition);
                }));
  }

  private static Plan delete(Call call, BackendRequest request, DeleteCondition condition) {
    return new Plan.Fetch(
        request,
        response -> {
          if (!response.head().isSuccess()) {
            throw response.head().status() == 412 ? condition.failed() : BackendErrors.of(response);
          }
          return new Plan.Answer(
              new S3Response(
                  204, AnswerHeaders.passed(call.s3().operation(), response.head().headers())));
        });
  }

  /** DeleteObjects. */
  public Plan many(Call call) {
    if (call.client().lengthBytes() == 0) {
      throw new S3Exception(S3Error.MISSING_REQUEST_BODY);
    }
    return RequestDocument.receive(call, MAX_DOCUMENT_BYTES, document -> forward(call, document));
  }

  /**
   * What the backend is sent is written anew from what was understood: nothing else gets through.
   */
  private static Plan forward(Call call, byte[] document) {
    DeleteRequest request = DeleteRequest.parse(document);
    for (DeleteRequest.Target target : request.objects()) {
      if (target.eTag() != null) {
        throw new S3Exception(S3Error.NOT_IMPLEMENTED, "Deleting by ETag is not implemented");
      }
    }
    byte[] body = request.write();
    return new Plan.Fetch(
        BackendRequest.of("POST", call.bucket(), "")
            .withQuery("delete=")
            .withHeaders(HeaderList.of("Content-Type", "application/xml", "Content-MD5", md5(body)))
            .withBody(body),
        response -> {
          if (!response.head().isSuccess()) {
            throw BackendErrors.of(response);
          }
          HeaderList headers =
              AnswerHeaders.passed(call.s3().operation(), response.head().headers());
          headers.set("Content-Type", "application/xml");
          return new Plan.Answer(
              new S3Response(
                  200, headers, DeleteResult.parse(response.body()).write(request.quiet())));
        });
  }

  /** S3 demands a digest of this document (DeleteObjects, Content-MD5). */
  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }
}
