package io.sealgate.auth.sigv4;

import io.sealgate.auth.Headers;
import java.util.List;
import java.util.Map;

/** What a request says about its signature, taken apart but not yet believed. */
sealed interface AuthClaim permits AuthorizationHeader, PresignedQuery {

  /**
   * Finds the claim of a request.
   *
   * @throws RefusedException when there is none, more than one, or one that cannot be read
   */
  static AuthClaim of(Headers headers, QueryParameters query) {
    List<String> authorization = headers.all("authorization");
    boolean inQuery =
        query.contains("X-Amz-Algorithm")
            || query.contains("X-Amz-Credential")
            || query.contains("X-Amz-Signature");
    boolean oldInQuery = query.contains("AWSAccessKeyId") || query.contains("Signature");
    if (!authorization.isEmpty() && (inQuery || oldInQuery)) {
      throw new RefusedException(
          RefusalReason.ONLY_ONE_AUTH_MECHANISM,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified",
          Map.of("ArgumentName", "Authorization"));
    }
    if (inQuery) {
      return PresignedQuery.parse(query);
    }
    if (oldInQuery) {
      throw unsupportedAlgorithm();
    }
    if (authorization.isEmpty()) {
      throw new RefusedException(RefusalReason.MISSING_AUTHENTICATION_TOKEN, "Access Denied");
    }
    return AuthorizationHeader.parse(authorization, headers);
  }

  /** SigV2, SigV4a, Basic, Bearer and the rest. */
  static RefusedException unsupportedAlgorithm() {
    return new RefusedException(
        RefusalReason.UNSUPPORTED_ALGORITHM,
        "The authorization mechanism you have provided is not supported. Please use "
            + ALGORITHM
            + ".");
  }

  /** Who signed, and for what. */
  CredentialScope scope();

  /** The names of the signed headers, as the claim lists them. */
  String signedHeaders();

  /** The signature, of any form. */
  String signature();

  /** When it was signed. */
  AmzDate date();

  /** Refuses a claim that is not good at that time. */
  void checkTime(long nowEpochSeconds);

  /** The refusal of a claim of this kind that is not well formed. */
  default RefusedException malformed(String what) {
    return malformed(what, Map.of());
  }

  /** The same with further elements for the error document. */
  RefusedException malformed(String what, Map<String, String> details);

  /** The one algorithm that is verified. */
  String ALGORITHM = "AWS4-HMAC-SHA256";

  /** How far a signature's date may be off (S3 API reference, RequestTimeTooSkewed). */
  long MAX_SKEW_SECONDS = 15 * 60;
}
