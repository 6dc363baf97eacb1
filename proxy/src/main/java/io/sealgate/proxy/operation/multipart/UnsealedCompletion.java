package io.sealgate.proxy.operation.multipart;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.crypto.body.Digests;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.object.StoredObject;
import io.sealgate.proxy.object.WritePreconditions;
import io.sealgate.proxy.object.WritePreconditions.Write;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.ETagText;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
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
 * backend decides. What breaks off can be asked again, like one of sealed parts. Blocks.
 */
final class UnsealedCompletion {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;

  private final EarlierCompletion earlier;
  private final BackendParts backendParts;
  private final WritePreconditions preconditions;
  private final BackendCalls backend;

  UnsealedCompletion(
      EarlierCompletion earlier,
      BackendParts backendParts,
      WritePreconditions preconditions,
      BackendCalls backend) {
    this.earlier = earlier;
    this.backendParts = backendParts;
    this.preconditions = preconditions;
    this.backend = backend;
  }

  /**
   * An object that has come into being.
   *
   * @param eTag with its quotes
   * @param headers of the backend's answer, or of one to a look at the object
   */
  record Completed(String eTag, Headers headers) {}

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
    try {
      return ask(call, upload, claimed, promise, condition, check);
    } catch (S3Exception refused) {
      return completedEarlier(call, upload, claimed, promise, refused);
    }
  }

  private Completed ask(
      Call call,
      OpenUpload upload,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      WriteCondition condition,
      PartsCheck check) {
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
      return new Completed(eTag, response.head().headers());
    }
    throw BackendErrors.of(response, condition);
  }

  private Completed completedEarlier(
      Call call,
      OpenUpload upload,
      List<ClaimedPart> claimed,
      ObjectPromise promise,
      S3Exception refused) {
    if (!EarlierCompletion.mayExplain(refused) || isOpen(call, refused)) {
      throw refused;
    }
    StoredObject object = earlier.findUnsealed(call, claimed).orElseThrow(() -> refused);
    promise.requireKeptUnsealed(upload.declaredChecksum(), object::storedBytes);
    return new Completed(object.backendETag(), object.headers());
  }

  /**
   * Whether the upload has made no object yet, so that it was another one's that broke the
   * condition: the object itself does not tell, for both may be made of the same bytes.
   */
  private boolean isOpen(Call call, S3Exception refused) {
    if (refused.error() == S3Error.NO_SUCH_UPLOAD) {
      return false;
    }
    try {
      backendParts.requireOpen(call);
      return true;
    } catch (S3Exception over) {
      if (over.error() != S3Error.NO_SUCH_UPLOAD) {
        throw over;
      }
      return false;
    }
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
