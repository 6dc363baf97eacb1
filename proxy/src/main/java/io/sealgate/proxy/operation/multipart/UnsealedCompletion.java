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
import io.sealgate.s3.ETagText;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.multipart.ObjectPromise;
import io.sealgate.s3.multipart.PartsCheck;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import io.sealgate.s3.xml.LateAnswer;
import io.sealgate.s3.xml.ListPartsResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Completes an upload whose parts are stored as clients sent them, because a rule says so: the
 * backend decides. Blocks.
 */
final class UnsealedCompletion {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  private final BackendParts backendParts;
  private final WritePreconditions preconditions;
  private final BackendCalls backend;

  UnsealedCompletion(
      BackendParts backendParts, WritePreconditions preconditions, BackendCalls backend) {
    this.backendParts = backendParts;
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
   * @param upload borrowed
   * @param claimed the parts that the client names
   * @param promise what it promises of the object
   * @param condition on the object that is there now
   */
  Completed complete(
      Call call,
      OpenUpload upload,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      WriteCondition condition) {
    PartsCheck check = new PartsCheck(upload.name().uploadId(), upload.declaredChecksum());
    check.requireKinds(claimed);
    promise.requireKeptUnsealed(
        upload.declaredChecksum(), () -> bytes(claimed, backendParts.all(call), check));
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

  /** The length of the object to come: not all backends hold x-amz-mp-object-size against it. */
  private static long bytes(
      List<ClaimedPart> claimed, Map<Integer, ListPartsResult.Part> held, PartsCheck check) {
    long bytes = 0;
    for (ClaimedPart part : claimed) {
      ListPartsResult.Part stored = held.get(part.number());
      if (stored == null || !ETagText.unquoted(stored.eTag()).equals(part.eTag())) {
        throw check.notFound(part);
      }
      bytes += stored.sizeBytes();
    }
    return bytes;
  }
}
