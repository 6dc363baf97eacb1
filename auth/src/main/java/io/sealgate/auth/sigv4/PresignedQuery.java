package io.sealgate.auth.sigv4;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim in a presigned URL (S3 API reference, "Authenticating Requests: Using Query Parameters").
 *
 * @param scope the credential
 * @param signedHeaders the list of names
 * @param signature the signature
 * @param date when it was signed
 * @param expiresSeconds for how long it is good, 1 to 604,800
 */
record PresignedQuery(
    CredentialScope scope,
    String signedHeaders,
    String signature,
    AmzDate date,
    long expiresSeconds)
    implements AuthClaim {

  /** Reads the parameters. */
  static PresignedQuery parse(QueryParameters query) {
    String algorithm = required(query, "X-Amz-Algorithm");
    if (!algorithm.equals(ALGORITHM)) {
      throw AuthClaim.unsupportedAlgorithm();
    }
    CredentialScope scope = CredentialScope.parse(required(query, "X-Amz-Credential"));
    if (scope == null) {
      throw error(
          "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
          Map.of());
    }
    AmzDate date = AmzDate.parse(required(query, "X-Amz-Date"));
    if (date == null) {
      throw error(
          "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"", Map.of());
    }
    return new PresignedQuery(
        scope,
        required(query, "X-Amz-SignedHeaders"),
        required(query, "X-Amz-Signature"),
        date,
        expires(required(query, "X-Amz-Expires")));
  }

  @Override
  public void checkTime(long nowEpochSeconds) {
    if (date.epochSeconds() - nowEpochSeconds > MAX_SKEW_SECONDS) {
      throw new RefusedException(
          RefusalReason.PRESIGN_NOT_YET_VALID,
          "Request is not valid yet",
          Map.of("ServerTime", AmzDate.forError(nowEpochSeconds)));
    }
    long end = date.epochSeconds() + expiresSeconds;
    if (nowEpochSeconds > end) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("X-Amz-Expires", Long.toString(expiresSeconds));
      details.put("Expires", AmzDate.forError(end));
      details.put("ServerTime", AmzDate.forError(nowEpochSeconds));
      throw new RefusedException(RefusalReason.EXPIRED_PRESIGN, "Request has expired", details);
    }
  }

  @Override
  public RefusedException malformed(String what, Map<String, String> details) {
    return error("Error parsing the X-Amz-Credential parameter; " + what, details);
  }

  private static String required(QueryParameters query, String name) {
    int count = query.count(name);
    if (count > 1) {
      throw error("The " + name + " parameter is there more than once.", Map.of());
    }
    @Nullable String value = count == 0 ? null : query.first(name);
    if (value == null || value.isEmpty()) {
      throw error(
          "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
              + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
              + " parameters.",
          Map.of());
    }
    return value;
  }

  private static long expires(String text) {
    long seconds = 0;
    boolean negative = text.charAt(0) == '-';
    for (int i = negative ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw error("X-Amz-Expires should be a number", Map.of());
      }
      seconds = Math.min(10 * seconds + (c - '0'), MAX_EXPIRES_SECONDS + 1);
    }
    if (negative) {
      throw error("X-Amz-Expires must be non-negative", Map.of());
    }
    if (seconds == 0) {
      throw error("X-Amz-Expires must be at least one second", Map.of());
    }
    if (seconds > MAX_EXPIRES_SECONDS) {
      throw error(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds",
          Map.of());
    }
    return seconds;
  }

  private static RefusedException error(String message, Map<String, String> details) {
    return new RefusedException(
        RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message, details);
  }

  private static final long MAX_EXPIRES_SECONDS = 604_800;
}
