package io.sealgate.proxy.call;

import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.read.DeleteMarker;
import io.sealgate.s3.write.WriteCondition;
import io.sealgate.s3.xml.ErrorCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backend's errors as the client is told them: by S3's codes where the code concerns the
 * client's bucket or object, and as the server's own trouble where it concerns how Sealgate speaks
 * to its backend.
 */
public final class BackendErrors {

  /** Errors that say something of what the client asked for. */
  private static final Map<String, S3Error> PASSED =
      Stream.of(
              S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
              S3Error.ACCESS_DENIED,
              S3Error.BAD_REQUEST,
              S3Error.BUCKET_ALREADY_EXISTS,
              S3Error.BUCKET_ALREADY_OWNED_BY_YOU,
              S3Error.BUCKET_NOT_EMPTY,
              S3Error.CONDITIONAL_REQUEST_CONFLICT,
              S3Error.ENTITY_TOO_LARGE,
              S3Error.ENTITY_TOO_SMALL,
              S3Error.ILLEGAL_VERSIONING_CONFIGURATION,
              S3Error.INVALID_ARGUMENT,
              S3Error.INVALID_BUCKET_NAME,
              S3Error.INVALID_BUCKET_STATE,
              S3Error.INVALID_OBJECT_STATE,
              S3Error.INVALID_PART,
              S3Error.INVALID_PART_ORDER,
              S3Error.INVALID_RANGE,
              S3Error.INVALID_REQUEST,
              S3Error.INVALID_STORAGE_CLASS,
              S3Error.INVALID_TAG,
              S3Error.KEY_TOO_LONG,
              S3Error.MALFORMED_ACL,
              S3Error.MALFORMED_XML,
              S3Error.METADATA_TOO_LARGE,
              S3Error.METHOD_NOT_ALLOWED,
              S3Error.NO_SUCH_BUCKET,
              S3Error.NO_SUCH_CORS_CONFIGURATION,
              S3Error.NO_SUCH_KEY,
              S3Error.NO_SUCH_LIFECYCLE_CONFIGURATION,
              S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION,
              S3Error.NO_SUCH_TAG_SET,
              S3Error.NO_SUCH_UPLOAD,
              S3Error.NO_SUCH_VERSION,
              S3Error.NOT_IMPLEMENTED,
              S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND,
              S3Error.OPERATION_ABORTED,
              S3Error.PRECONDITION_FAILED,
              S3Error.SERVICE_UNAVAILABLE,
              S3Error.SLOW_DOWN)
          .collect(Collectors.toUnmodifiableMap(S3Error::code, Function.identity()));

  /** Of these it is the message that says what was wrong. */
  private static final Set<S3Error> GENERAL =
      EnumSet.of(S3Error.BAD_REQUEST, S3Error.INVALID_ARGUMENT, S3Error.INVALID_REQUEST);

  /** Errors of status 400 that say something of Sealgate's own request, not of the client's. */
  private static final Set<String> OWN =
      Stream.concat(
              Stream.of(
                      S3Error.AUTHORIZATION_HEADER_MALFORMED,
                      S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
                      S3Error.BAD_DIGEST,
                      S3Error.CONTENT_SHA256_MISMATCH,
                      S3Error.CREDENTIALS_NOT_SUPPORTED,
                      S3Error.EXPIRED_TOKEN,
                      S3Error.ILLEGAL_LOCATION_CONSTRAINT,
                      S3Error.INCOMPLETE_BODY,
                      S3Error.INVALID_ACCESS_KEY_ID,
                      S3Error.INVALID_CHUNK_SIZE,
                      S3Error.INVALID_DIGEST,
                      S3Error.INVALID_LOCATION_CONSTRAINT,
                      S3Error.INVALID_TOKEN,
                      S3Error.MALFORMED_TRAILER,
                      S3Error.MISSING_SECURITY_HEADER,
                      S3Error.REQUEST_TIME_TOO_SKEWED,
                      S3Error.REQUEST_TIMEOUT,
                      S3Error.SIGNATURE_DOES_NOT_MATCH)
                  .map(S3Error::code),
              // of AWS and of MinIO, about a signature, a region, a digest and a connection
              Stream.of(
                  "IncompleteSignature",
                  "InvalidRegion",
                  "TokenRefreshRequired",
                  "XAmzContentChecksumMismatch",
                  "XMinioInsecureClientRequest"))
          .collect(Collectors.toUnmodifiableSet());

  /** What MinIO and Ceph say of a key that S3 allows and they cannot keep, such as a//b. */
  private static final Set<String> IMPOSSIBLE_NAMES =
      Set.of("XMinioInvalidObjectName", "XMinioInvalidResourceName", "InvalidObjectName");

  /** MinIO's answers to HEAD, which have no document, have the code in a header. */
  private static final String CODE_HEADER = "x-minio-error-code";

  private BackendErrors() {}

  /**
   * Reads the error document of the last download, of an object, and ends with the error.
   *
   * @param access what was asked for
   */
  public static Plan collect(BackendHead head, ObjectAccess access) {
    return new Plan.Collect(body -> {
      RuntimeException marker = deleteMarker(head, "GET", access);
      throw marker == null ? of(new BackendResponse(head, body)) : marker;
    });
  }

  /** The error of a whole answer. */
  public static RuntimeException of(BackendResponse response) {
    String code = ErrorCode.parse(response.body()).orElse("");
    S3Error passed = PASSED.get(code);
    if (passed != null) {
      return GENERAL.contains(passed)
          ? withMessage(passed, response.body())
          : new S3Exception(passed);
    }
    if (IMPOSSIBLE_NAMES.contains(code)) {
      return impossibleKey();
    }
    return isRefusal(response.head(), code)
        ? withMessage(S3Error.INVALID_REQUEST, response.body())
        : ofStatus(response.head(), code);
  }

  private static S3Exception withMessage(S3Error error, byte[] document) {
    return new S3Exception(error, ErrorCode.message(document).orElse(error.message()));
  }

  /**
   * Whether the client's request was refused for good: it must not look like trouble of the
   * server's own, which clients try again. A 400 without a code is no answer of S3's: a server or a
   * balancer on the way says that it could not read what Sealgate sent.
   */
  private static boolean isRefusal(BackendHead head, String code) {
    return head.status() == 400 && !code.isEmpty() && !OWN.contains(code);
  }

  /**
   * A row of an answer about several objects that says why one is refused.
   *
   * @param code the backend's
   * @return empty when the row can be shown as it is
   */
  public static Optional<S3Exception> ofRow(String code) {
    return IMPOSSIBLE_NAMES.contains(code) ? Optional.of(impossibleKey()) : Optional.empty();
  }

  /** The error of a key that S3 allows and the backend cannot keep. */
  public static S3Exception impossibleKey() {
    return new S3Exception(
        S3Error.INVALID_ARGUMENT, "The storage behind this server does not take such a key.");
  }

  /** The error of a whole answer to a conditional write, whose condition may be what failed. */
  public static RuntimeException of(BackendResponse response, WriteCondition condition) {
    if (!(condition instanceof WriteCondition.None)) {
      switch (response.head().status()) {
        case 409 -> {
          return condition.conflict();
        }
        case 412 -> {
          return condition.failed();
        }
        default -> {}
      }
    }
    return of(response);
  }

  /**
   * The error of an answer to HEAD about an object, which may be a delete marker.
   *
   * @param access what was asked for
   */
  public static RuntimeException ofHead(BackendHead head, ObjectAccess access) {
    RuntimeException marker = deleteMarker(head, "HEAD", access);
    return marker == null ? ofHead(head, access.versionId()) : marker;
  }

  /** The error of an answer without a body about something that has no versions. */
  public static RuntimeException ofHead(BackendHead head) {
    return ofHead(head, (String) null);
  }

  /**
   * The error of an answer to HEAD. Without a document what AWS finds invalid of one is the
   * version, where one is named.
   *
   * @param versionId the version that was named; null when none was
   */
  public static RuntimeException ofHead(BackendHead head, @Nullable String versionId) {
    String told = head.headers().first(CODE_HEADER);
    String code = told == null ? "" : told;
    if (IMPOSSIBLE_NAMES.contains(code)) {
      return impossibleKey();
    }
    boolean mayBeTheVersion = head.status() == 400 && code.isEmpty() && versionId != null;
    if (!isRefusal(head, code) && !mayBeTheVersion) {
      return ofStatus(head, "");
    }
    return versionId == null
        ? new S3Exception(S3Error.INVALID_REQUEST)
        : new S3Exception(S3Error.INVALID_ARGUMENT, "Invalid version id specified")
            .with("ArgumentName", "versionId")
            .with("ArgumentValue", versionId);
  }

  private static @Nullable RuntimeException deleteMarker(
      BackendHead head, String method, ObjectAccess access) {
    if (!"true".equals(head.headers().first(DeleteMarker.HEADER))) {
      return null;
    }
    String versionId = access.versionId();
    return versionId == null
        ? DeleteMarker.isCurrent(access.key(), head.headers().first("x-amz-version-id"))
        : DeleteMarker.isNamed(method, versionId);
  }

  private static RuntimeException ofStatus(BackendHead head, String code) {
    return switch (head.status()) {
      case 304 -> new S3Exception(S3Error.NOT_MODIFIED);
      case 403 ->
          code.isEmpty()
              ? new S3Exception(S3Error.ACCESS_DENIED)
              : new BackendException("the backend refuses Sealgate's own signature: " + code);
      case 404 -> new S3Exception(S3Error.NO_SUCH_KEY);
      case 405 -> new S3Exception(S3Error.METHOD_NOT_ALLOWED);
      case 412 -> new S3Exception(S3Error.PRECONDITION_FAILED);
      case 416 -> new S3Exception(S3Error.INVALID_RANGE);
      case 429, 503 -> new S3Exception(S3Error.SLOW_DOWN);
      default -> new BackendException("the backend answered " + head.status() + " " + code);
    };
  }
}
