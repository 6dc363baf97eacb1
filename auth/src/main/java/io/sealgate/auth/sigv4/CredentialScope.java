package io.sealgate.auth.sigv4;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who signed, and for what: {@code <access key id>/<yyyyMMdd>/<region>/<service>/aws4_request}.
 *
 * @param accessKeyId of any form, even with slashes
 * @param day the day of the signing key
 * @param region the region of the signing key
 * @param service the service of the signing key
 * @param terminator the last part
 */
record CredentialScope(
    String accessKeyId, String day, String region, String service, String terminator) {

  /** Takes a credential apart, or null when parts are missing. */
  static @Nullable CredentialScope parse(String credential) {
    int fourth = credential.lastIndexOf('/');
    int third = credential.lastIndexOf('/', fourth - 1);
    int second = credential.lastIndexOf('/', third - 1);
    int first = credential.lastIndexOf('/', second - 1);
    if (fourth <= 0 || third <= 0 || second <= 0 || first <= 0) {
      return null;
    }
    return new CredentialScope(
        credential.substring(0, first),
        credential.substring(first + 1, second),
        credential.substring(second + 1, third),
        credential.substring(third + 1, fourth),
        credential.substring(fourth + 1));
  }

  /**
   * Refuses a scope that is not this service's, or whose day is not that of the request: else an
   * old signing key would sign new requests.
   */
  void check(AuthClaim claim, SignedService expected) {
    if (!AmzDate.isDay(day)) {
      throw claim.malformed(
          "incorrect date format \""
              + day
              + "\". This date in the credential must be in the format \"yyyyMMdd\".");
    }
    if (!region.equals(expected.region())) {
      throw claim.malformed(
          "the region '" + region + "' is wrong; expecting '" + expected.region() + "'",
          Map.of("Region", expected.region()));
    }
    if (!service.equals(expected.name())) {
      throw claim.malformed(
          "incorrect service \""
              + service
              + "\". This endpoint belongs to \""
              + expected.name()
              + "\".");
    }
    if (!terminator.equals(SigningKey.TERMINATOR)) {
      throw claim.malformed(
          "incorrect terminal \"" + terminator + "\". This endpoint uses \"aws4_request\".");
    }
    if (!claim.date().text().startsWith(day)) {
      throw claim.malformed(
          "Invalid credential date \""
              + day
              + "\". This date is not the same as X-Amz-Date: \""
              + claim.date().day()
              + "\".");
    }
  }
}
