package io.sealgate.proxy.operation;

import io.sealgate.auth.sigv4.Verification;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/** Refused signatures as S3 answers them. */
final class Refusals {

  private Refusals() {}

  static S3Exception of(Verification.Refused refused) {
    S3Exception exception = new S3Exception(error(refused), refused.message());
    refused.details().forEach(exception::with);
    return exception;
  }

  private static S3Error error(Verification.Refused refused) {
    return switch (refused.reason()) {
      case MISSING_AUTHENTICATION_TOKEN,
          MISSING_DATE,
          EXPIRED_PRESIGN,
          PRESIGN_NOT_YET_VALID,
          HEADERS_NOT_SIGNED ->
          S3Error.ACCESS_DENIED;
      case ONLY_ONE_AUTH_MECHANISM, INVALID_CONTENT_SHA256 -> S3Error.INVALID_ARGUMENT;
      case UNSUPPORTED_ALGORITHM, MISSING_CONTENT_SHA256 -> S3Error.INVALID_REQUEST;
      case AUTHORIZATION_HEADER_MALFORMED -> S3Error.AUTHORIZATION_HEADER_MALFORMED;
      case AUTHORIZATION_QUERY_PARAMETERS_ERROR -> S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
      case REQUEST_TIME_TOO_SKEWED -> S3Error.REQUEST_TIME_TOO_SKEWED;
      case INVALID_TOKEN -> S3Error.INVALID_TOKEN;
      case INVALID_ACCESS_KEY_ID -> S3Error.INVALID_ACCESS_KEY_ID;
      case SIGNATURE_DOES_NOT_MATCH -> S3Error.SIGNATURE_DOES_NOT_MATCH;
    };
  }
}
