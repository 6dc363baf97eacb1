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
import java.util.Map;
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
              S3Error.BUCKET_ALREADY_EXISTS,
              S3Error.BUCKET_ALREADY_OWNED_BY_YOU,
              S3Error.BUCKET_NOT_EMPTY,
              S3Error.CONDITIONAL_REQUEST_CONFLICT,
              S3Error.ENTITY_TOO_LARGE,
              S3Error.ENTITY_TOO_SMALL,
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
    return passed != null ? new S3Exception(passed) : ofStatus(response.head(), code);
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
    return marker == null ? ofHead(head) : marker;
  }

  /** The error of an answer without a body, such as one to HEAD. */
  public static RuntimeException ofHead(BackendHead head) {
    return ofStatus(head, "");
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
