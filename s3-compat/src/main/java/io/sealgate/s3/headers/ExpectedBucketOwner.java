package io.sealgate.s3.headers;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/**
 * {@code x-amz-expected-bucket-owner}: a client's guard against talking to somebody else's bucket.
 * Towards clients, the owner is the account that Sealgate's configuration gives the caller.
 */
public final class ExpectedBucketOwner {

  private static final String HEADER = "x-amz-expected-bucket-owner";

  private ExpectedBucketOwner() {}

  /**
   * Refuses a request that expects another owner.
   *
   * @param headers of the request
   * @param accountId the owner's account
   * @throws S3Exception AccessDenied
   */
  public static void check(Headers headers, String accountId) {
    String expected = headers.first(HEADER);
    if (expected != null && !expected.equals(accountId)) {
      throw new S3Exception(S3Error.ACCESS_DENIED);
    }
  }
}
