package io.sealgate.proxy.operation.write;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ClientErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.call.RequestDocument;
import io.sealgate.proxy.capability.BackendCapabilities;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.object.DistinctKeys;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.PayloadCheck;
import io.sealgate.s3.headers.AnswerHeaders;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.route.ObjectKey;
import io.sealgate.s3.write.DeleteCondition;
import io.sealgate.s3.xml.DeleteRequest;
import io.sealgate.s3.xml.DeleteResult;
import io.sealgate.s3.xml.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DeleteObject and DeleteObjects: the backend's own, since all of an object is in one place. */
public final class Deletes {

  private static final BackendCapabilities NOTHING_KNOWN = new BackendCapabilities(Map.of());

  private final WritePreconditions preconditions;
  private final DistinctKeys distinctKeys;
  private final ConditionalRows conditionalRows;

  /**
   * Deletes whose conditions are handed on like that.
   *
   * @param procedures what conditional rows are deleted with
   * @param errors what is said of those that fail
   */
  public Deletes(
      WritePreconditions preconditions,
      DistinctKeys distinctKeys,
      Procedures procedures,
      ClientErrors errors) {
    this.preconditions = preconditions;
    this.distinctKeys = distinctKeys;
    this.conditionalRows = new ConditionalRows(preconditions, procedures, errors);
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
            throw failure(response, condition);
          }
          return new Plan.Answer(
              new S3Response(
                  204, AnswerHeaders.passed(call.s3().operation(), response.head().headers())));
        });
  }

  /** The error of a DeleteObject that the backend refused. */
  static RuntimeException failure(BackendResponse response, DeleteCondition condition) {
    if (response.head().status() == 412) {
      return condition.failed();
    }
    return isLock(ErrorCode.parse(response.body()).orElse(""))
        ? locked()
        : BackendErrors.of(response);
  }

  /**
   * MinIO calls the deletion of a locked version invalid, and nothing else that comes from here.
   */
  private static boolean isLock(String code) {
    return code.equals(S3Error.INVALID_REQUEST.code());
  }

  private static S3Exception locked() {
    return new S3Exception(
        S3Error.ACCESS_DENIED, "Access Denied because object protected by object lock.");
  }

  /** DeleteObjects. */
  public Plan many(Call call) {
    if (call.client().lengthBytes() == 0) {
      throw new S3Exception(S3Error.MISSING_REQUEST_BODY);
    }
    PayloadCheck.requireChecksum(call.headers());
    return RequestDocument.receive(
        call,
        DeleteRequest.LIMIT_BYTES,
        document -> {
          DeleteRequest request = DeleteRequest.parse(document);
          boolean known =
              request.objects().stream()
                  .noneMatch(target -> DistinctKeys.dependsOnBackend(target.key()));
          return known
              ? many(call, request, NOTHING_KNOWN)
              : new Plan.Await(
                  distinctKeys.capabilities().thenApply(found -> many(call, request, found)));
        });
  }

  private Plan many(Call call, DeleteRequest request, BackendCapabilities known) {
    List<DeleteRequest.Target> valid = new ArrayList<>(request.objects().size());
    List<DeleteResult.Failed> invalid = new ArrayList<>(0);
    boolean conditional = false;
    for (DeleteRequest.Target target : request.objects()) {
      try {
        ObjectKey.requireValid(target.key());
        DistinctKeys.require(target.key(), known);
        valid.add(target);
        conditional |= target.eTag() != null;
      } catch (S3Exception refused) {
        invalid.add(failed(target.key(), target.versionId(), refused));
      }
    }
    if (valid.isEmpty()) {
      return answer(new HeaderList(), new DeleteResult(List.of(), invalid), request.quiet());
    }
    DeleteRequest possible = new DeleteRequest(valid, request.quiet());
    return conditional
        ? conditionalRows.plan(call, possible, invalid)
        : forward(call, possible, invalid);
  }

  /**
   * What the backend is sent is written anew from what was understood: nothing else gets through.
   */
  private static Plan forward(Call call, DeleteRequest request, List<DeleteResult.Failed> invalid) {
    byte[] body = request.write();
    HeaderList sent = RequestHeaders.forwarded(call.s3().operation(), call.headers());
    sent.set("Content-Type", "application/xml");
    sent.set("Content-MD5", md5(body));
    return new Plan.Fetch(
        BackendRequest.of("POST", call.bucket(), "")
            .withQuery("delete=")
            .withHeaders(sent)
            .withBody(body),
        DeleteResult.LIMIT_BYTES,
        response -> {
          if (!response.head().isSuccess()) {
            throw BackendErrors.of(response);
          }
          return answer(
              AnswerHeaders.passed(call.s3().operation(), response.head().headers()),
              inClientsTerms(DeleteResult.parse(response.body()), invalid),
              request.quiet());
        });
  }

  private static DeleteResult inClientsTerms(
      DeleteResult result, List<DeleteResult.Failed> invalid) {
    List<DeleteResult.Failed> failed = new ArrayList<>(invalid);
    for (DeleteResult.Failed row : result.failed()) {
      Optional<S3Exception> known =
          isLock(row.code()) ? Optional.of(locked()) : BackendErrors.ofRow(row.code());
      failed.add(known.map(error -> failed(row.key(), row.versionId(), error)).orElse(row));
    }
    return new DeleteResult(result.deleted(), failed);
  }

  /** The row of DeleteObjects that says why an object is still there. */
  static DeleteResult.Failed failed(String key, @Nullable String versionId, S3Exception error) {
    return new DeleteResult.Failed(key, versionId, error.error().code(), error.getMessage());
  }

  /** The answer to DeleteObjects. */
  static Plan answer(HeaderList headers, DeleteResult result, boolean quiet) {
    headers.set("Content-Type", "application/xml");
    return new Plan.Answer(new S3Response(200, headers, result.write(quiet)));
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
