package io.sealgate.kms.aws;

import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what a failure of the SDK means to the caller and whether it may pass. */
final class AwsFailures {

  private static final Map<String, KmsError> BY_WIRE_NAME = byWireName();

  /** AWS's common errors that say that the credentials are no good, with status 400. */
  private static final Set<String> REFUSED_CREDENTIALS =
      Set.of(
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "UnrecognizedClientException");

  private AwsFailures() {}

  static <T> Outcome.Failed<T> failed(SdkException failure) {
    return failure instanceof AwsServiceException answered ? refused(answered) : lost(failure);
  }

  private static <T> Outcome.Failed<T> refused(AwsServiceException answered) {
    // Every other error says something about the request, which repeating does not change. After a
    // clock-skew answer the SDK has learnt the service's time and signs with it.
    boolean repeatable =
        answered.isThrottlingException()
            || answered.statusCode() >= 500
            || answered.isClockSkewException();
    return new Outcome.Failed<>(
        new KmsException(errorOf(answered), text(answered), answered), repeatable);
  }

  private static KmsError errorOf(AwsServiceException answered) {
    if (answered.isThrottlingException()) {
      return KmsError.THROTTLING;
    }
    AwsErrorDetails details = answered.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    KmsError known = BY_WIRE_NAME.get(code);
    if (known != null) {
      return known;
    }
    if (REFUSED_CREDENTIALS.contains(code)) {
      return KmsError.ACCESS_DENIED;
    }
    return switch (answered.statusCode()) {
      case 401, 403 -> KmsError.ACCESS_DENIED;
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

  /** No answer came: the network, a time-out, a certificate, or nothing to sign with. */
  private static <T> Outcome.Failed<T> lost(SdkException failure) {
    if (isOfACertificate(failure)) {
      return new Outcome.Failed<>(
          new KmsException(
              KmsError.DEPENDENCY_TIMEOUT,
              "KMS unreachable: its certificate is not trusted.",
              failure),
          false);
    }
    boolean repeatable =
        failure instanceof ApiCallTimeoutException
            || failure instanceof ApiCallAttemptTimeoutException
            || failure.getCause() instanceof IOException;
    return new Outcome.Failed<>(
        new KmsException(KmsError.DEPENDENCY_TIMEOUT, "KMS unreachable.", failure),
        repeatable && !(failure instanceof AbortedException));
  }

  /** Trusted no more when asked again; other failures of a handshake may pass. */
  private static boolean isOfACertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, KmsError> byWireName() {
    Map<String, KmsError> byWireName = new HashMap<>();
    for (KmsError error : KmsError.values()) {
      byWireName.put(error.wireName(), error);
    }
    return Map.copyOf(byWireName);
  }
}
