package io.sealgate.s3.sse;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Exception;

/**
 * How the customer keys of an upload's requests go together (S3 user guide, "Using server-side
 * encryption with customer-provided keys"). That a key is the upload's own, only opening something
 * with it can tell: else {@link SseErrors#notTheOriginalKey()} and {@link
 * SseErrors#wrongKeyOfCompletion()}.
 */
public final class UploadRules {

  private UploadRules() {}

  /**
   * Refuses a part that comes with a key to an upload that was created without, or the other way
   * round.
   *
   * @param uploadHasCustomerKey whether the upload was created with SSE-C
   * @param bringsKey whether UploadPart or UploadPartCopy brings one
   * @throws S3Exception InvalidRequest
   */
  public static void requireOfPart(boolean uploadHasCustomerKey, boolean bringsKey) {
    if (uploadHasCustomerKey != bringsKey) {
      throw SseErrors.partUnlikeItsUpload();
    }
  }

  /**
   * Refuses a completion that comes with a key to an upload that was created without. The other way
   * round is fine: completing needs no key.
   *
   * @param uploadHasCustomerKey whether the upload was created with SSE-C
   * @param bringsKey whether CompleteMultipartUpload brings one
   * @throws S3Exception InvalidRequest
   */
  public static void requireOfCompletion(boolean uploadHasCustomerKey, boolean bringsKey) {
    if (bringsKey && !uploadHasCustomerKey) {
      throw SseErrors.wrongKeyOfCompletion();
    }
  }

  /**
   * Refuses a completion that names another mode than its upload has. AWS refuses the upload's own
   * as well; but MinIO's client for Go, and what is built on it, sends what it created the upload
   * with to every endpoint that is not Amazon's.
   *
   * @param request the headers of CompleteMultipartUpload
   * @param upload the headers with which the upload's answers show its mode
   * @throws S3Exception InvalidArgument
   */
  public static void requireNoOtherMode(Headers request, Headers upload) {
    String own = upload.first(SseHeaders.MODE);
    if (own == null || !own.equals(request.first(SseHeaders.MODE))) {
      SseHeaders.refuseMode(request);
    }
  }
}
