package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.ErrorDocument;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.KmsFailures;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where whatever went wrong becomes the answer that the client gets. What lies behind
 * an error of the server's own goes to the log, never to the client.
 */
public final class Failures {

  private final ProxyMeters meters;
  private final String hostId;

  /**
   * The answers of a server.
   *
   * @param meters count what does not verify
   * @param hostId the server's {@code x-amz-id-2}
   */
  public Failures(ProxyMeters meters, String hostId) {
    this.meters = meters;
    this.hostId = hostId;
  }

  S3Response answer(ClientRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    S3Exception error = error(cause);
    request.trace().failed(error.error().code(), behind(error, cause));
    HeaderList headers = new HeaderList();
    if (error.error() == S3Error.NOT_MODIFIED) {
      return new S3Response(304, headers);
    }
    error.headers().forEach(headers::add);
    headers.add("Content-Type", ErrorDocument.CONTENT_TYPE);
    return new S3Response(
        error.error().status(),
        headers,
        ErrorDocument.of(error, request.head().rawPath(), request.trace().requestId(), hostId));
  }

  private S3Exception error(Throwable cause) {
    return switch (cause) {
      case S3Exception s3 -> s3;
      case KmsException kms ->
          KmsFailures.answered(kms.error().wireName(), String.valueOf(kms.getMessage()));
      case BackendException backend -> new S3Exception(S3Error.SERVICE_UNAVAILABLE);
      case IntegrityException integrity -> {
        meters.tampered(integrity.reason());
        yield new S3Exception(
            S3Error.INTERNAL_ERROR, "The object cannot be opened: what is stored does not verify.");
      }
      default -> new S3Exception(S3Error.INTERNAL_ERROR);
    };
  }

  /** What the operator should see: everything that is not the client's own doing. */
  private static @Nullable Throwable behind(S3Exception error, Throwable cause) {
    return error.error().status() < 500 || cause instanceof S3Exception ? null : cause;
  }
}
