package io.sealgate.kms.wire;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.PayloadIntegrity;
import io.sealgate.auth.sigv4.SigV4Verifier;
import io.sealgate.auth.sigv4.SignedService;
import io.sealgate.auth.sigv4.Verification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;

/** Finds out who signed a request, and words refusals as KMS words them. */
final class RequestAuthenticator {

  private final SigV4Verifier verifier;

  RequestAuthenticator(CredentialStore clients, String region, InstantSource clock) {
    this.verifier = new SigV4Verifier(clients, SignedService.general("kms", region), clock);
  }

  /**
   * Who signed head and body.
   *
   * @throws WireException when nobody known did
   */
  Principal authenticate(RequestHead head, byte[] body) {
    byte[] bodySha256 = sha256(body);
    return switch (verifier.verify(head, bodySha256)) {
      case Verification.Verified(Principal principal, PayloadIntegrity payload) -> {
        if (!covers(payload, bodySha256)) {
          throw signatureMismatch();
        }
        yield principal;
      }
      case Verification.Refused refused -> throw refusal(refused);
    };
  }

  /** KMS has no unsigned and no chunked bodies. */
  private static boolean covers(PayloadIntegrity payload, byte[] bodySha256) {
    return switch (payload) {
      case PayloadIntegrity.Sha256 signed -> signed.matches(bodySha256);
      case PayloadIntegrity.Unsigned _,
          PayloadIntegrity.SignedChunks _,
          PayloadIntegrity.UnsignedTrailer _ ->
          false;
    };
  }

  /** The errors and texts of AWS's common errors, where S3 has others. */
  private static WireException refusal(Verification.Refused refused) {
    return switch (refused.reason()) {
      case MISSING_AUTHENTICATION_TOKEN ->
          new WireException(WireError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
      case INVALID_ACCESS_KEY_ID, INVALID_TOKEN ->
          new WireException(
              WireError.UNRECOGNIZED_CLIENT,
              "The security token included in the request is invalid.");
      case SIGNATURE_DOES_NOT_MATCH -> signatureMismatch();
      case REQUEST_TIME_TOO_SKEWED, EXPIRED_PRESIGN, PRESIGN_NOT_YET_VALID ->
          new WireException(WireError.INVALID_SIGNATURE, refused.message());
      case ONLY_ONE_AUTH_MECHANISM,
          UNSUPPORTED_ALGORITHM,
          AUTHORIZATION_HEADER_MALFORMED,
          AUTHORIZATION_QUERY_PARAMETERS_ERROR,
          MISSING_DATE,
          HEADERS_NOT_SIGNED,
          MISSING_CONTENT_SHA256,
          INVALID_CONTENT_SHA256 ->
          new WireException(WireError.INCOMPLETE_SIGNATURE, refused.message());
    };
  }

  private static WireException signatureMismatch() {
    return new WireException(
        WireError.INVALID_SIGNATURE,
        "The request signature we calculated does not match the signature you provided. "
            + "Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.");
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
