package io.sealgate.s3.sse;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;

/**
 * What an S3 client is told when the key service refuses: AWS's own translation where it was seen
 * (codes with the prefix {@code KMS.}, the KMS message unchanged), and a retryable 503 where no key
 * can be had. Never does an object go without its key.
 */
public final class KmsFailures {

  private KmsFailures() {}

  /**
   * The error for a call that KMS answered.
   *
   * @param code KMS's error code, such as {@code NotFoundException}
   * @param message KMS's message
   */
  public static S3Exception answered(String code, String message) {
    return switch (code) {
      // S3 reports keys that are not there and names that cannot be keys alike.
      case "NotFoundException", "InvalidArnException", "InvalidAliasNameException" ->
          new S3Exception(S3Error.KMS_NOT_FOUND, message);
      case "DisabledException" -> new S3Exception(S3Error.KMS_DISABLED, message);
      case "KMSInvalidStateException" -> new S3Exception(S3Error.KMS_INVALID_STATE, message);
      case "InvalidKeyUsageException" -> new S3Exception(S3Error.KMS_INVALID_KEY_USAGE, message);
      case "UnsupportedOperationException" ->
          new S3Exception(S3Error.KMS_UNSUPPORTED_OPERATION, message);
      case "ValidationException" -> new S3Exception(S3Error.INVALID_ARGUMENT, message);
      case "AccessDeniedException" -> new S3Exception(S3Error.ACCESS_DENIED, message);
      case "ThrottlingException", "LimitExceededException" -> new S3Exception(S3Error.SLOW_DOWN);
      case "DependencyTimeoutException", "KeyUnavailableException", "KMSInternalException" ->
          unreachable();
      // Among the rest are a wrapped key that was tampered with and one under another key: like
      // every other damage to an object, they look like nothing in particular.
      default -> new S3Exception(S3Error.INTERNAL_ERROR);
    };
  }

  /** The error when KMS did not answer, in time or at all. */
  public static S3Exception unreachable() {
    return new S3Exception(
        S3Error.SERVICE_UNAVAILABLE, "The key service is unavailable. Please try again.");
  }
}
