package io.sealgate.proxy.telemetry;

import io.sealgate.s3.route.CopySource;
import io.sealgate.s3.route.S3Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes known of one request on its way: filled in by whoever learns it, read once when the
 * request has ended. Belongs to one event loop.
 */
public final class RequestTrace {

  /** How a request ended. */
  public enum Outcome {
    /** It was answered whole, be it with an error. */
    ANSWERED,
    /** The answer had begun and was cut off, since the rest did not come or did not verify. */
    BROKEN_OFF,
    /** The client went away. */
    CLIENT_GONE
  }

  private final String requestId;
  private final String method;
  private final String remoteAddress;
  private final long startNanos;
  private @Nullable S3Request asked;
  private @Nullable String principal;
  private @Nullable String mode;
  private @Nullable String errorCode;
  private @Nullable Throwable cause;
  private Outcome outcome = Outcome.ANSWERED;
  private int status;
  private long receivedBytes;
  private long sentBytes;
  private long endNanos;

  /**
   * A trace that begins now.
   *
   * @param requestId the id that the client is told
   * @param method the request's method
   * @param remoteAddress where it came from
   * @param startNanos the time by {@link System#nanoTime}
   */
  public RequestTrace(String requestId, String method, String remoteAddress, long startNanos) {
    this.requestId = Objects.requireNonNull(requestId);
    this.method = Objects.requireNonNull(method);
    this.remoteAddress = Objects.requireNonNull(remoteAddress);
    this.startNanos = startNanos;
  }

  /** What is asked for, once it is understood. */
  public void routed(S3Request request) {
    asked = request;
  }

  /** The caller, once authenticated. */
  public void authenticated(String principalName) {
    principal = principalName;
  }

  /** How the object is, or will be, encrypted. */
  public void sealedAs(String modeName) {
    mode = modeName;
  }

  /** The error that the client is told, and what lies behind it when that is more. */
  public void failed(String code, @Nullable Throwable behind) {
    errorCode = code;
    cause = behind;
  }

  /** The status that the client was sent. */
  public void answered(int httpStatus) {
    status = httpStatus;
  }

  /** Bytes of the request's body that came. */
  public void received(long bytes) {
    receivedBytes += bytes;
  }

  /** Bytes of the response's body that were handed to the connection. */
  public void sent(long bytes) {
    sentBytes += bytes;
  }

  /** Says how and when it ended. */
  public void ended(Outcome how, long nanos) {
    outcome = how;
    endNanos = nanos;
  }

  /** The id that the client was told. */
  public String requestId() {
    return requestId;
  }

  /** The request's method. */
  public String method() {
    return method;
  }

  /** Where the request came from. */
  public String remoteAddress() {
    return remoteAddress;
  }

  /** The S3 operation, {@code Unknown} when it was not recognised. */
  public String operation() {
    return asked == null ? "Unknown" : asked.operation().operationName();
  }

  /** The bucket, when one was named. */
  public @Nullable String bucket() {
    return asked == null || asked.bucket().isEmpty() ? null : asked.bucket();
  }

  /** The object's key, when one was named. */
  public @Nullable String key() {
    return asked == null || asked.key().isEmpty() ? null : asked.key();
  }

  /** The object's version, when one was named. */
  public @Nullable String versionId() {
    return asked == null ? null : asked.query().first("versionId");
  }

  /** What is to be copied, as the header says, when something is. */
  public @Nullable String copySource() {
    return asked == null ? null : asked.headers().first(CopySource.HEADER);
  }

  /** The caller's name, when authenticated. */
  public @Nullable String principal() {
    return principal;
  }

  /** The encryption mode, when one was decided or found. */
  public @Nullable String mode() {
    return mode;
  }

  /** The S3 error code, when it ended with one. */
  public @Nullable String errorCode() {
    return errorCode;
  }

  /** What lies behind the error, when that is more than the client's own mistake. */
  public @Nullable Throwable cause() {
    return cause;
  }

  /** How it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** The HTTP status sent, 0 when none was. */
  public int status() {
    return status;
  }

  /** Bytes of the request's body. */
  public long receivedBytes() {
    return receivedBytes;
  }

  /** Bytes of the response's body. */
  public long sentBytes() {
    return sentBytes;
  }

  /** How long it took, in nanoseconds. */
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
