package io.sealgate.kms.aws;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what a failure of the SDK means to the caller and whether it may pass. */
final class AwsFailures {

  private static final Map<String, KmsError> BY_WIRE_NAME = byWireName();

  private AwsFailures() {}

  static <T> Outcome.Failed<T> failed(SdkException failure) {
    return failure instanceof AwsServiceException answered ? refused(answered) : lost(failure);
  }

  private static <T> Outcome.Failed<T> refused(AwsServiceException answered) {
    KmsError error = errorOf(answered);
    boolean repeatable =
        switch (error) {
          case THROTTLING, INTERNAL, DEPENDENCY_TIMEOUT, KEY_UNAVAILABLE ->
              answered.statusCode() >= 500 || answered.isThrottlingException();
          // Every other error says something about the request, which repeating does not change.
          case ACCESS_DENIED,
              ALREADY_EXISTS,
              DISABLED,
              DRY_RUN_OPERATION,
              INCORRECT_KEY,
              INVALID_ALIAS_NAME,
              INVALID_ARN,
              INVALID_CIPHERTEXT,
              INVALID_KEY_USAGE,
              INVALID_MARKER,
              INVALID_STATE,
              LIMIT_EXCEEDED,
              MALFORMED_POLICY_DOCUMENT,
              NOT_AUTHORIZED,
              NOT_FOUND,
              TAG,
              UNSUPPORTED_OPERATION,
              VALIDATION ->
              false;
        };
    // After a clock-skew answer the SDK has learnt the service's time and signs with it.
    return new Outcome.Failed<>(
        new KmsException(error, text(answered), answered),
        repeatable || answered.isClockSkewException());
  }

  private static KmsError errorOf(AwsServiceException answered) {
    if (answered.isThrottlingException()) {
      return KmsError.THROTTLING;
    }
    AwsErrorDetails details = answered.awsErrorDetails();
    @Nullable KmsError known =
        details == null || details.errorCode() == null
            ? null
            : BY_WIRE_NAME.get(details.errorCode());
    if (known != null) {
      return known;
    }
    // 401 and 403 without a KMS error, and the signature errors that are not in the KMS model: the
    // service does not accept our credentials.
    return switch (answered.statusCode()) {
      case 400, 401, 403 -> KmsError.ACCESS_DENIED;
      case 503, 504 -> KmsError.DEPENDENCY_TIMEOUT;
      default -> KmsError.INTERNAL;
    };
  }

  private static String text(AwsServiceException answered) {
    AwsErrorDetails details = answered.awsErrorDetails();
    if (details == null) {
      return "KMS answered " + answered.statusCode() + ".";
    }
    if (details.errorMessage() != null && !details.errorMessage().isEmpty()) {
      return details.errorMessage();
    }
    return "KMS answered " + details.errorCode() + ".";
  }

  /** No answer came: the network, a time-out, or nothing to sign with. */
  private static <T> Outcome.Failed<T> lost(SdkException failure) {
    boolean repeatable =
        failure instanceof ApiCallTimeoutException
            || failure instanceof ApiCallAttemptTimeoutException
            || failure.getCause() instanceof IOException;
    return new Outcome.Failed<>(
        new KmsException(KmsError.DEPENDENCY_TIMEOUT, "KMS unreachable.", failure),
        repeatable && !(failure instanceof AbortedException));
  }

  private static Map<String, KmsError> byWireName() {
    Map<String, KmsError> byWireName = new HashMap<>();
    for (KmsError error : KmsError.values()) {
      byWireName.put(error.wireName(), error);
    }
    return Map.copyOf(byWireName);
  }
}
