package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.body.Digests;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import io.sealgate.s3.xml.LateAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Completes an upload whose parts are stored as clients sent them, because a rule says so: the
 * backend decides. Blocks.
 */
final class UnsealedCompletion {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  private final WritePreconditions preconditions;
  private final BackendCalls backend;

  UnsealedCompletion(WritePreconditions preconditions, BackendCalls backend) {
    this.preconditions = preconditions;
    this.backend = backend;
  }

  /**
   * An object that has come into being.
   *
   * @param eTag with its quotes
   * @param response the backend's answer
   */
  record Completed(String eTag, BackendResponse response) {}

  /**
   * Completes the request's upload.
   *
   * @param claimed the parts that the client names
   * @param condition on the object that is there now
   */
  Completed complete(Call call, List<ClaimedPart> claimed, WriteCondition condition) {
    HeaderList conditions =
        Waiting.forStage(preconditions.headers(call.access(), condition, Write.COMPLETE));
    List<ClaimedPart> named = new ArrayList<>(claimed.size());
    for (ClaimedPart part : claimed) {
      named.add(new ClaimedPart(part.number(), part.eTag(), Digests.NONE));
    }
    BackendResponse response =
        backend.call(
            UploadQuery.request("POST", call)
                .withHeaders(conditions)
                .withBody(new CompleteMultipartUpload(named).write()),
            ANSWER_LIMIT_BYTES);
    if (response.head().isSuccess()
        && CompleteMultipartUploadResult.parseETag(response.body())
            instanceof LateAnswer.Success<String>(String eTag)) {
      return new Completed(eTag, response);
    }
    throw BackendErrors.of(response, condition);
  }
}
