package io.sealgate.auth.sigv4;

/**
 * What Sealgate signs of a body that it sends itself: a value of {@code x-amz-content-sha256}.
 *
 * @param headerValue the header's value
 */
public record OutboundPayload(String headerValue) {

  /** The body is not signed; TLS or a checksum protects it. */
  public static final OutboundPayload UNSIGNED = new OutboundPayload("UNSIGNED-PAYLOAD");

  /** The body is aws-chunked without signatures, with a checksum behind it. */
  public static final OutboundPayload UNSIGNED_TRAILER =
      new OutboundPayload("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

  /** There is no body. */
  public static final OutboundPayload EMPTY =
      new OutboundPayload("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  /** Checks the form. */
  public OutboundPayload {
    if (!headerValue.equals("UNSIGNED-PAYLOAD")
        && !headerValue.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")
        && !Hex.isSha256(headerValue)) {
      throw new IllegalArgumentException("not a payload form that is sent: " + headerValue);
    }
  }

  /** The body has this SHA-256, 32 bytes. */
  public static OutboundPayload sha256(byte[] digest) {
    return new OutboundPayload(Hex.of(digest));
  }
}
