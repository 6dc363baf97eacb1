package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadName;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.headers.AnswerHeaders;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * AbortMultipartUpload: ends the backend's upload, then forgets what was kept of it. Uploads whose
 * document is missing can be aborted too. A procedure.
 */
final class UploadAbort {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private final UploadEnd end;
  private final BackendCalls backend;
  private final Executor workers;

  UploadAbort(UploadEnd end, BackendCalls backend, Executor workers) {
    this.end = end;
    this.backend = backend;
    this.workers = workers;
  }

  Plan plan(Call call) {
    return new Plan.Await(CompletableFuture.supplyAsync(() -> abort(call), workers));
  }

  private Plan abort(Call call) {
    UploadName name = OpenUploads.name(call);
    BackendResponse response =
        backend.call(UploadQuery.request("DELETE", call), ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    end.aborted(name);
    return new Plan.Answer(
        new S3Response(
            204, AnswerHeaders.passed(call.s3().operation(), response.head().headers())));
  }
}
