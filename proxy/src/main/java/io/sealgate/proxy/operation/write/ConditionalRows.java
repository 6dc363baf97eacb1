package io.sealgate.proxy.operation.write;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.ClientErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.headers.RequestHeaders;
import io.sealgate.s3.read.DeleteMarker;
import io.sealgate.s3.write.DeleteCondition;
import io.sealgate.s3.xml.DeleteRequest;
import io.sealgate.s3.xml.DeleteResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A DeleteObjects of which rows have conditions: row by row, since backends know conditions of
 * single deletes. A procedure.
 */
final class ConditionalRows {

  private static final int ERROR_LIMIT_BYTES = 64 * 1024;

  private final WritePreconditions preconditions;
  private final Procedures procedures;
  private final ClientErrors errors;

  ConditionalRows(WritePreconditions preconditions, Procedures procedures, ClientErrors errors) {
    this.preconditions = preconditions;
    this.procedures = procedures;
    this.errors = errors;
  }

  /**
   * Deletes all rows, or none where the backend does not keep conditions. A row that fails is told
   * what DeleteObject would have been, and the others go on.
   *
   * @param invalid rows that have been refused already, for the answer
   */
  Plan plan(Call call, DeleteRequest request, List<DeleteResult.Failed> invalid) {
    return new Plan.Await(
        preconditions
            .requireOfDeletes()
            .thenApplyAsync(kept -> deleteEach(call, request, invalid), procedures.workers()));
  }

  private Plan deleteEach(Call call, DeleteRequest request, List<DeleteResult.Failed> invalid) {
    List<DeleteResult.Deleted> deleted = new ArrayList<>();
    List<DeleteResult.Failed> failed = new ArrayList<>(invalid);
    for (DeleteRequest.Target target : request.objects()) {
      try {
        deleted.add(delete(call, target));
      } catch (S3Exception | KmsException | BackendException | IntegrityException failure) {
        failed.add(Deletes.failed(target.key(), target.versionId(), errors.of(failure)));
      }
    }
    return Deletes.answer(new HeaderList(), new DeleteResult(deleted, failed), request.quiet());
  }

  private DeleteResult.Deleted delete(Call call, DeleteRequest.Target target) {
    String tag = target.eTag();
    DeleteCondition condition =
        tag == null ? new DeleteCondition.None() : DeleteCondition.ofETag(tag);
    ObjectAccess access = call.access().of(target.key(), target.versionId());
    HeaderList headers = RequestHeaders.forwarded(call.s3().operation(), call.headers());
    Waiting.forStage(preconditions.headers(access, condition))
        .forEach(line -> headers.add(line.getKey(), line.getValue()));
    BackendRequest request = access.request("DELETE").withHeaders(headers);
    BackendResponse response = procedures.backend().call(request, ERROR_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw Deletes.failure(response, condition);
    }
    Headers answer = response.head().headers();
    boolean marker = "true".equals(answer.first(DeleteMarker.HEADER));
    return new DeleteResult.Deleted(
        target.key(), target.versionId(), marker, marker ? answer.first("x-amz-version-id") : null);
  }
}
