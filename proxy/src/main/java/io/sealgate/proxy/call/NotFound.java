package io.sealgate.proxy.call;

import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.read.DeleteMarker;

/**
 * What is not there when the backend answers 404 to HEAD: such an answer has no body that would say
 * whether it is the bucket, the version or the object (S3 API reference, "Error responses").
 */
public final class NotFound {

  private NotFound() {}

  /**
   * Ends with the error of an answer to HEAD about an object, where the client will read which it
   * is.
   *
   * @param access what was asked for
   */
  public static Plan plan(BackendHead head, ObjectAccess access) {
    if (head.status() != 404 || "true".equals(head.headers().first(DeleteMarker.HEADER))) {
      throw BackendErrors.ofHead(head, access);
    }
    return new Plan.Fetch(
        lookAtBucket(access.bucket()),
        response -> {
          throw of(access, response.head());
        });
  }

  /** The request whose answer tells whether a bucket is there. */
  public static BackendRequest lookAtBucket(String bucket) {
    return BackendRequest.of("HEAD", bucket, "");
  }

  /**
   * The error about an object that is not there.
   *
   * @param access what was asked for
   * @param bucket the answer to {@link #lookAtBucket}
   */
  public static S3Exception of(ObjectAccess access, BackendHead bucket) {
    return bucket.status() == 404 ? ofBucket(access.bucket()) : ofObject(access);
  }

  /** The error about a bucket that is not there. */
  public static S3Exception ofBucket(String bucket) {
    return new S3Exception(S3Error.NO_SUCH_BUCKET).with("BucketName", bucket);
  }

  /** The error about an object that is not in its bucket, or not in that version. */
  public static S3Exception ofObject(ObjectAccess access) {
    return new S3Exception(
            access.versionId() == null ? S3Error.NO_SUCH_KEY : S3Error.NO_SUCH_VERSION)
        .with("Key", access.key());
  }
}
