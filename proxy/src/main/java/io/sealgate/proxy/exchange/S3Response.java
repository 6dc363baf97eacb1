package io.sealgate.proxy.exchange;

import io.sealgate.auth.HeaderList;
import java.util.Objects;

/**
 * A whole answer to a client, held in memory: errors, listings, everything that is not an object's
 * body.
 *
 * @param status the HTTP status
 * @param headers its header lines; Content-Length, Date and the request id are added when it is
 *     sent
 * @param body its body, empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never changed
public record S3Response(int status, HeaderList headers, byte[] body) {

  private static final byte[] NO_BODY = new byte[0];

  /** Checks that nothing is missing. */
  public S3Response {
    Objects.requireNonNull(headers);
    Objects.requireNonNull(body);
  }

  /** An answer without a body. */
  public S3Response(int status, HeaderList headers) {
    this(status, headers, NO_BODY);
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
