package io.sealgate.auth.sigv4;

import io.sealgate.auth.Credentials;
import io.sealgate.auth.RequestHead;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Signs requests that Sealgate sends: to the backend, to a remote key service. Safe for use by many
 * threads.
 */
public final class OutboundSigner {

  private final Credentials credentials;
  private final SignedService service;
  private final InstantSource clock;
  private final SigningKeyCache keys;

  /**
   * A signer.
   *
   * @param credentials who signs
   * @param service whom the requests go to
   * @param clock tells the date of the signature
   */
  public OutboundSigner(Credentials credentials, SignedService service, InstantSource clock) {
    this.credentials = Objects.requireNonNull(credentials);
    this.service = Objects.requireNonNull(service);
    this.clock = Objects.requireNonNull(clock);
    this.keys = new SigningKeyCache(service, MAX_CACHED_KEYS);
  }

  /**
   * The lines to add to a request. Every line of the head is signed but those that intermediaries
   * change: {@code connection}, {@code expect}, {@code transfer-encoding}, {@code user-agent},
   * {@code x-amzn-trace-id}, {@code x-forwarded-for}.
   *
   * @param head the request as it will be sent, percent-encoded, with its {@code host} line and
   *     without the lines that the signature adds
   * @param payload what is signed of the body; for a service other than S3 its SHA-256
   * @return the lines that make it a signed request
   * @throws IllegalArgumentException when {@code host} is missing, or a line to be added is there
   */
  public OutboundSignature sign(RequestHead head, OutboundPayload payload) {
    AmzDate date = AmzDate.of(clock.instant().getEpochSecond());
    OutboundHeaders headers = new OutboundHeaders(head.headers());
    headers.add("x-amz-date", date.text());
    headers.add("x-amz-content-sha256", payload.headerValue());
    headers.sort();

    ByteText canonical = new ByteText(2048);
    canonical.append(head.method()).append('\n');
    canonical.append(CanonicalPath.of(head.rawPath(), service.flavour())).append('\n');
    QueryParameters.parse(head.rawQuery()).appendTo(canonical, "X-Amz-Signature");
    headers.appendTo(canonical.append('\n'));
    canonical.append('\n').append(payload.headerValue());

    SigningKey key = keys.get(credentials, date.day());
    ByteText toSign = StringToSign.of(date, key.scope(), canonical);
    byte[] signature = key.sign(toSign.array(), toSign.lengthBytes());
    return new OutboundSignature(
        date.text(), payload.headerValue(), authorization(key, headers, signature));
  }

  private String authorization(SigningKey key, OutboundHeaders headers, byte[] signature) {
    ByteText line = new ByteText(384);
    line.append(AuthClaim.ALGORITHM).append(" Credential=").append(credentials.accessKeyId());
    line.append('/').append(key.scope()).append(", SignedHeaders=");
    headers.appendNamesTo(line);
    return line.append(", Signature=").appendHex(signature).toString();
  }

  /** Yesterday's and today's, and none for long. */
  private static final int MAX_CACHED_KEYS = 2;
}
