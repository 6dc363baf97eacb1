package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadName;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.call.NotFound;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.system.Uploads;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Finds the upload that a request names. */
final class OpenUploads {

  private final Uploads uploads;

  OpenUploads(Uploads uploads) {
    this.uploads = uploads;
  }

  /** The name of the request's upload. */
  static UploadName name(Call call) {
    return new UploadName(call.location(), UploadQuery.uploadId(call));
  }

  /**
   * Opens the upload and goes on; at once when its document is cached.
   *
   * @param then borrows the upload
   */
  Plan with(Call call, Function<OpenUpload, Plan> then) {
    UploadName name = name(call);
    return new Plan.Await(
        uploads
            .reading(name)
            .thenApply(document -> {
              try (OpenUpload upload = new OpenUpload(name, document)) {
                return then.apply(upload);
              }
            })
            .exceptionally(failure -> unlessBucketIsMissing(call, failure)));
  }

  /** The documents of uploads lie elsewhere: only their bucket tells that it is not there. */
  private static Plan unlessBucketIsMissing(Call call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof S3Exception refused && refused.error() == S3Error.NO_SUCH_UPLOAD) {
      return new Plan.Fetch(
          NotFound.lookAtBucket(call.bucket()),
          response -> {
            throw response.head().status() == 404 ? NotFound.ofBucket(call.bucket()) : refused;
          });
    }
    throw failure instanceof CompletionException wrapped
        ? wrapped
        : new CompletionException(failure);
  }

  /**
   * Looks whether the upload is open still, whatever is remembered of it; blocks.
   *
   * @throws io.sealgate.s3.S3Exception NoSuchUpload when it has been aborted or completed
   */
  void requireOpen(Call call) {
    uploads.requireOpen(name(call));
  }

  /** Opens the upload, which the caller closes; blocks. */
  OpenUpload read(Call call) {
    UploadName name = name(call);
    return new OpenUpload(name, uploads.read(name));
  }
}
