package io.sealgate.proxy.operation;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.call.ClientErrors;
import io.sealgate.proxy.exchange.ClientRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.ErrorDocument;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where whatever ended a request becomes the answer that the client gets. What lies
 * behind an error of the server's own goes to the log, never to the client.
 */
public final class Failures {

  private final ClientErrors errors;
  private final String hostId;

  /**
   * The answers of a server.
   *
   * @param meters count what does not verify
   * @param hostId the server's {@code x-amz-id-2}
   */
  public Failures(ProxyMeters meters, String hostId) {
    this.errors = new ClientErrors(meters);
    this.hostId = hostId;
  }

  S3Response answer(ClientRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    S3Exception error = errors.of(cause);
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

  /** What the operator should see: everything that is not the client's own doing. */
  private static @Nullable Throwable behind(S3Exception error, Throwable cause) {
    return error.error().status() < 500 || cause instanceof S3Exception ? null : cause;
  }
}
