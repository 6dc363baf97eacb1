package io.sealgate.auth.sigv4;

/**
 * Why a signature is refused, named after the error code of AWS. Each names the S3 code and status
 * with which S3 answers it (S3 API reference, "Error responses").
 */
public enum RefusalReason {
  /**
   * The request is anonymous. S3: AccessDenied, 403; other services: MissingAuthenticationToken.
   */
  MISSING_AUTHENTICATION_TOKEN,
  /** Header and query both carry a signature. S3: InvalidArgument, 400. */
  ONLY_ONE_AUTH_MECHANISM,
  /** SigV2, SigV4a or something unknown. S3: InvalidRequest, 400. */
  UNSUPPORTED_ALGORITHM,
  /** The Authorization header cannot be read, or its scope is wrong. S3: the same code, 400. */
  AUTHORIZATION_HEADER_MALFORMED,
  /** The same in a presigned URL. S3: the same code, 400. */
  AUTHORIZATION_QUERY_PARAMETERS_ERROR,
  /** No date, or one that is none. S3: AccessDenied, 403. */
  MISSING_DATE,
  /** The request's date is more than 15 minutes off. S3: the same code, 403. */
  REQUEST_TIME_TOO_SKEWED,
  /** A presigned URL after its time. S3: AccessDenied, 403. */
  EXPIRED_PRESIGN,
  /** A presigned URL before its time. S3: AccessDenied, 403. */
  PRESIGN_NOT_YET_VALID,
  /** {@code host} or an {@code x-amz-*} header is not signed. S3: AccessDenied, 403. */
  HEADERS_NOT_SIGNED,
  /** A session token, which no client of this server has. S3: the same code, 400. */
  INVALID_TOKEN,
  /** {@code x-amz-content-sha256} is missing. S3: InvalidRequest, 400. */
  MISSING_CONTENT_SHA256,
  /** {@code x-amz-content-sha256} is none of the known forms. S3: InvalidArgument, 400. */
  INVALID_CONTENT_SHA256,
  /** The access key is unknown. S3: the same code, 403. */
  INVALID_ACCESS_KEY_ID,
  /** The signature is not that of the request. S3: the same code, 403. */
  SIGNATURE_DOES_NOT_MATCH
}
