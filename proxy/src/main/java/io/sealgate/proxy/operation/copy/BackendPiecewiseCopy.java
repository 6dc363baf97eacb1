package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.call.Procedures;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.proxy.system.Waiting;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import io.sealgate.s3.xml.CopyPartResult;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import io.sealgate.s3.xml.LateAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lets the backend copy a body that is too long for one request, piece by piece into a multipart
 * upload of the backend's, which is nothing to do with the parts that clients know. Blocks.
 */
final class BackendPiecewiseCopy {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;
  private static final int CONCURRENT_PIECES = 8;
  private static final int MOST_PIECES = 10_000;

  private final Procedures procedures;
  private final long pieceBytes;

  /**
   * Copies in the backend of these procedures.
   *
   * @param pieceBytes how long each piece but the last is, at least; 5 MiB or more
   */
  BackendPiecewiseCopy(Procedures procedures, long pieceBytes) {
    this.procedures = procedures;
    this.pieceBytes = pieceBytes;
  }

  /** Copies, as {@link BackendCopy#copy} does. Of a copy that fails nothing is left behind. */
  Copied copy(CopySourceObject source, CopyTarget target) {
    if (target.directives().tagging() == CopyDirectives.Directive.COPY) {
      // Unlike a CopyObject, an upload takes over no tags.
      SourceTags.of(procedures.backend(), source)
          .ifPresent(tags -> target.described().set("x-amz-tagging", tags));
    }
    ObjectAccess at = target.access();
    String upload = create(at, target.described());
    try {
      return complete(upload, pieces(source, at, upload), target);
    } catch (RuntimeException | Error failure) {
      abort(at, upload, failure);
      throw failure;
    }
  }

  private String create(ObjectAccess at, HeaderList described) {
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("POST", at.bucket(), at.key())
                    .withQuery("uploads=")
                    .withHeaders(described),
                ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    return InitiateMultipartUploadResult.parseUploadId(response.body());
  }

  private List<ClaimedPart> pieces(CopySourceObject source, ObjectAccess at, String upload) {
    long totalBytes = source.stored().storedBytes();
    long eachBytes = Math.max(pieceBytes, Math.ceilDiv(totalBytes, MOST_PIECES));
    int count = (int) Math.ceilDiv(totalBytes, eachBytes);
    AtomicReferenceArray<ClaimedPart> made = new AtomicReferenceArray<>(count);
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    Runnable lane =
        () -> {
          for (int i = next.getAndIncrement();
              i < count && !failed.get();
              i = next.getAndIncrement()) {
            long offset = i * eachBytes;
            long last = Math.min(totalBytes, offset + eachBytes) - 1;
            try {
              made.set(i, piece(source, at, upload, i + 1, "bytes=" + offset + "-" + last));
            } catch (RuntimeException | Error failure) {
              failed.set(true); // the other lanes need not go on
              throw failure;
            }
          }
        };
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(count, CONCURRENT_PIECES); i++) {
      lanes.add(CompletableFuture.runAsync(lane, procedures.workers()));
    }
    // All of them, before anything is aborted: a piece on its way would outlive the upload.
    Waiting.forStage(CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)));
    List<ClaimedPart> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(made.get(i));
    }
    return parts;
  }

  private ClaimedPart piece(
      CopySourceObject source, ObjectAccess at, String upload, int number, String range) {
    HeaderList headers = source.pinned();
    headers.add("x-amz-copy-source-range", range);
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("PUT", at.bucket(), at.key())
                    .withQuery("partNumber=" + number + "&" + query(upload))
                    .withHeaders(headers),
                ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendCopy.error(response, new WriteCondition.None());
    }
    return switch (CopyPartResult.parse(response.body())) {
      case LateAnswer.Success<CopyPartResult>(CopyPartResult result) ->
          ClaimedPart.stored(number, result.eTag());
      case LateAnswer.Failure<CopyPartResult> failure -> throw BackendErrors.of(response);
    };
  }

  private Copied complete(String upload, List<ClaimedPart> parts, CopyTarget target) {
    BackendResponse response =
        procedures
            .backend()
            .call(
                BackendRequest.of("POST", target.access().bucket(), target.access().key())
                    .withQuery(query(upload))
                    .withHeaders(target.preconditions())
                    .withBody(new CompleteMultipartUpload(parts).write()),
                ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendCopy.error(response, target.condition());
    }
    return switch (CompleteMultipartUploadResult.parseETag(response.body())) {
      case LateAnswer.Success<String>(String eTag) ->
          Copied.at(procedures.clock(), eTag, response.head().headers());
      case LateAnswer.Failure<String> failure -> throw BackendErrors.of(response);
    };
  }

  private void abort(ObjectAccess at, String upload, Throwable because) {
    try {
      procedures
          .backend()
          .call(
              BackendRequest.of("DELETE", at.bucket(), at.key()).withQuery(query(upload)),
              ANSWER_LIMIT_BYTES);
    } catch (RuntimeException another) { // the first failure is what matters
      because.addSuppressed(another);
    }
  }

  private static String query(String upload) {
    return "uploadId=" + PercentEncoding.encodeQuery(upload);
  }
}
