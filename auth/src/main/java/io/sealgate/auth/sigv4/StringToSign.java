package io.sealgate.auth.sigv4;

/** The text that a request's signature is the HMAC of. */
final class StringToSign {

  private StringToSign() {}

  /**
   * Hashes a canonical request into it.
   *
   * @param scope {@code yyyyMMdd/region/service/aws4_request}
   */
  static ByteText of(AmzDate date, String scope, ByteText canonicalRequest) {
    byte[] digest = canonicalRequest.sha256();
    return new ByteText(192)
        .append(AuthClaim.ALGORITHM)
        .append('\n')
        .append(date.text())
        .append('\n')
        .append(scope)
        .append('\n')
        .appendHex(digest);
  }
}
