package io.sealgate.s3.headers;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-amz-expected-bucket-owner}, and the same of a copy's source: a client's guard against
 * talking to somebody else's bucket. Towards clients, the owner is the account that Sealgate's
 * configuration gives the caller.
 */
public final class ExpectedBucketOwner {

  private static final String HEADER = "x-amz-expected-bucket-owner";
  private static final String SOURCE_HEADER = "x-amz-source-expected-bucket-owner";

  private ExpectedBucketOwner() {}

  /**
   * Refuses a request that expects another owner.
   *
   * @param headers of the request
   * @param accountId the owner's account
   * @throws S3Exception AccessDenied
   */
  public static void check(Headers headers, String accountId) {
    check(headers.first(HEADER), accountId);
    check(headers.first(SOURCE_HEADER), accountId);
  }

  private static void check(@Nullable String expected, String accountId) {
    if (expected != null && !expected.equals(accountId)) {
      throw new S3Exception(S3Error.ACCESS_DENIED);
    }
  }
}
