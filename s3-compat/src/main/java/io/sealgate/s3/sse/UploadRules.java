package io.sealgate.s3.sse;

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
}
