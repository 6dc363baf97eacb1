package io.sealgate.proxy.call;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.telemetry.ProxyMeters;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.KmsFailures;

/**
 * Whatever went wrong as the error that the client is told: of its request, or of a row where the
 * request is about several objects.
 */
public final class ClientErrors {

  private final ProxyMeters meters;

  /**
   * The errors of a server.
   *
   * @param meters count what does not verify
   */
  public ClientErrors(ProxyMeters meters) {
    this.meters = meters;
  }

  /** The error; one of the server's own does not say what lies behind it. */
  public S3Exception of(Throwable failure) {
    return switch (failure) {
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
}
