package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadName;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.s3.headers.AnswerHeaders;

/**
 * AbortMultipartUpload: ends the backend's upload, then forgets what was kept of it. Uploads whose
 * document is missing can be aborted too. A procedure.
 */
final class UploadAbort {

  private static final int ANSWER_LIMIT_BYTES = 64 * 1024;

  private final UploadEnd end;
  private final Procedures procedures;

  UploadAbort(UploadEnd end, Procedures procedures) {
    this.end = end;
    this.procedures = procedures;
  }

  Plan plan(Call call) {
    return procedures.plan(() -> abort(call));
  }

  private Plan abort(Call call) {
    UploadName name = OpenUploads.name(call);
    BackendResponse response =
        procedures.backend().call(UploadQuery.request("DELETE", call), ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    end.aborted(name);
    return new Plan.Answer(
        new S3Response(
            204, AnswerHeaders.passed(call.s3().operation(), response.head().headers())));
  }
}
