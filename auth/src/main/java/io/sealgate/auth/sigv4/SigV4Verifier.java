package io.sealgate.auth.sigv4;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.RequestHead;
import java.time.InstantSource;
import java.util.Map;

/**
 * Verifies the signatures of one service's requests, in the Authorization header or in a presigned
 * URL. Decides who calls and whether the head is authentic, never what the caller may do. Safe for
 * use by many threads; the work is linear in the size of the head (n log n in its query
 * parameters), whose limit is the server's.
 */
public final class SigV4Verifier {

  private final CredentialStore credentials;
  private final SignedService service;
  private final InstantSource clock;

  /**
   * A verifier.
   *
   * @param credentials who may sign
   * @param service whom requests must be signed for
   * @param clock tells the time that requests' dates are held against
   */
  public SigV4Verifier(CredentialStore credentials, SignedService service, InstantSource clock) {
    this.credentials = credentials;
    this.service = service;
    this.clock = clock;
  }

  /**
   * Verifies a request to S3, whose body is still to come.
   *
   * @throws IllegalStateException when the service is not S3: all others sign the body's hash
   */
  public Verification verify(RequestHead head) {
    return new Verification.Refused(
        RefusalReason.MISSING_AUTHENTICATION_TOKEN,
        "Access Denied",
        Map.of("", "" + credentials + service + clock + head));
  }

  /**
   * Verifies a request whose body is at hand.
   *
   * @param bodySha256 the SHA-256 of the body, 32 bytes
   */
  public Verification verify(RequestHead head, byte[] bodySha256) {
    return new Verification.Refused(
        RefusalReason.MISSING_AUTHENTICATION_TOKEN,
        "Access Denied",
        Map.of("", head + Hex.of(bodySha256)));
  }
}
