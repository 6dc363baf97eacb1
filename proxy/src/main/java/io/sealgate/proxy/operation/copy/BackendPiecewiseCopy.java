package io.sealgate.proxy.operation.copy;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendCalls;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.BackendErrors;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.operation.copy.BackendCopy.Copied;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.copy.CopyDirectives;
import io.sealgate.s3.multipart.ClaimedPart;
import io.sealgate.s3.route.PercentEncoding;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.CompleteMultipartUpload;
import io.sealgate.s3.xml.CompleteMultipartUploadResult;
import io.sealgate.s3.xml.CopyPartResult;
import io.sealgate.s3.xml.InitiateMultipartUploadResult;
import io.sealgate.s3.xml.LateAnswer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Lets the backend copy a body that is too long for one request, piece by piece into a multipart
 * upload of the backend's, which is nothing to do with the parts that clients know. Blocks.
 */
final class BackendPiecewiseCopy {

  private static final int ANSWER_LIMIT_BYTES = 256 * 1024;
  private static final int CONCURRENT_PIECES = 8;
  private static final int MOST_PIECES = 10_000;

  private final BackendCalls backend;
  private final long pieceBytes;
  private final InstantSource clock;
  private final Executor workers;

  /**
   * Copies in that backend.
   *
   * @param pieceBytes how long each piece but the last is, at least; 5 MiB or more
   */
  BackendPiecewiseCopy(
      BackendCalls backend, long pieceBytes, InstantSource clock, Executor workers) {
    this.backend = backend;
    this.pieceBytes = pieceBytes;
    this.clock = clock;
    this.workers = workers;
  }

  /** Copies, as {@link BackendCopy#copy} does. */
  Copied copy(
      CopySourceObject source,
      ObjectAccess target,
      HeaderList described,
      CopyDirectives directives,
      WriteCondition condition,
      HeaderList preconditions) {
    HeaderList created = described;
    if (directives.tagging() == CopyDirectives.Directive.COPY) {
      // Unlike a CopyObject, an upload takes over no tags.
      SourceTags.of(backend, source).ifPresent(tags -> created.set("x-amz-tagging", tags));
    }
    String upload = create(target, created);
    try {
      List<ClaimedPart> parts = pieces(source, target, upload);
      return complete(target, upload, parts, condition, preconditions);
    } catch (RuntimeException | Error failure) { // nothing of it may be left behind
      abort(target, upload, failure);
      throw failure;
    }
  }

  private String create(ObjectAccess target, HeaderList described) {
    BackendResponse response =
        backend.call(
            BackendRequest.of("POST", target.bucket(), target.key())
                .withQuery("uploads=")
                .withHeaders(described),
            ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response);
    }
    return InitiateMultipartUploadResult.parseUploadId(response.body());
  }

  private List<ClaimedPart> pieces(CopySourceObject source, ObjectAccess target, String upload) {
    long total = source.stored().storedBytes();
    long each = Math.max(pieceBytes, Math.ceilDiv(total, MOST_PIECES));
    Semaphore places = new Semaphore(CONCURRENT_PIECES);
    List<CompletableFuture<ClaimedPart>> copying = new ArrayList<>();
    for (long offset = 0; offset < total; offset += each) {
      int number = copying.size() + 1;
      String range = "bytes=" + offset + "-" + (Math.min(total, offset + each) - 1);
      places.acquireUninterruptibly();
      copying.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return piece(source, target, upload, number, range);
                } finally {
                  places.release();
                }
              },
              workers));
    }
    try {
      // All of them, before anything is aborted: a piece on its way would outlive the upload.
      CompletableFuture.allOf(copying.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
    return copying.stream().map(CompletableFuture::join).toList();
  }

  private ClaimedPart piece(
      CopySourceObject source, ObjectAccess target, String upload, int number, String range) {
    HeaderList headers = BackendCopy.pinned(source);
    headers.add("x-amz-copy-source-range", range);
    BackendResponse response =
        backend.call(
            BackendRequest.of("PUT", target.bucket(), target.key())
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

  private Copied complete(
      ObjectAccess target,
      String upload,
      List<ClaimedPart> parts,
      WriteCondition condition,
      HeaderList preconditions) {
    BackendResponse response =
        backend.call(
            BackendRequest.of("POST", target.bucket(), target.key())
                .withQuery(query(upload))
                .withHeaders(preconditions)
                .withBody(new CompleteMultipartUpload(parts).write()),
            ANSWER_LIMIT_BYTES);
    if (!response.head().isSuccess()) {
      throw BackendErrors.of(response, condition);
    }
    return switch (CompleteMultipartUploadResult.parseETag(response.body())) {
      case LateAnswer.Success<String>(String eTag) ->
          new Copied(
              eTag,
              clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
              response.head().headers());
      case LateAnswer.Failure<String> failure -> throw new S3Exception(S3Error.SERVICE_UNAVAILABLE);
    };
  }

  private void abort(ObjectAccess target, String upload, Throwable because) {
    try {
      backend.call(
          BackendRequest.of("DELETE", target.bucket(), target.key()).withQuery(query(upload)),
          ANSWER_LIMIT_BYTES);
    } catch (RuntimeException another) { // the first failure is what matters
      because.addSuppressed(another);
    }
  }

  private static String query(String upload) {
    return "uploadId=" + PercentEncoding.encodeQuery(upload);
  }
}
