package io.sealgate.s3.route;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.SseErrors;
import io.sealgate.s3.sse.SseHeaders;

/**
 * Signature version 2, in a header or a presigned URL. It covers neither payload nor all headers
 * and is refused, with AWS's words for KMS modes (which never took it) and for new regions.
 */
final class OldSignature {

  private OldSignature() {}

  static void refuse(QueryParameters query, Headers headers) {
    String authorization = headers.first("Authorization");
    boolean old =
        query.contains("AWSAccessKeyId")
            || (authorization != null && authorization.startsWith("AWS "));
    if (!old) {
      return;
    }
    String mode = headers.first(SseHeaders.MODE);
    if (mode != null && mode.startsWith("aws:kms")) {
      throw SseErrors.kmsWithOldSignature();
    }
    throw new S3Exception(
        S3Error.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }
}
