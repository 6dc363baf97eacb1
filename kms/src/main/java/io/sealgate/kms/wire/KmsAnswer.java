package io.sealgate.kms.wire;

import io.sealgate.auth.Headers;
import java.util.Objects;

/**
 * What a KMS request is answered with.
 *
 * @param status the HTTP status
 * @param headers without those of the connection ({@code Content-Length}, {@code Date}), which the
 *     server adds
 * @param body JSON, or empty; may hold plaintext keys, so whoever has sent it zeroes it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a socket, zeroed in place
public record KmsAnswer(int status, Headers headers, byte[] body) {

  /** Checks that nothing is missing. */
  public KmsAnswer {
    Objects.requireNonNull(headers);
    Objects.requireNonNull(body);
  }

  @Override
  public String toString() {
    return "KmsAnswer[" + status + ", " + body.length + " bytes]";
  }
}
