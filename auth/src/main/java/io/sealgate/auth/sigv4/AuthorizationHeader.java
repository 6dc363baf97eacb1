package io.sealgate.auth.sigv4;

import io.sealgate.auth.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A claim in the Authorization header: {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…,
 * Signature=…} (S3 API reference, "Authenticating Requests: Using the Authorization Header").
 *
 * @param scope the credential
 * @param signedHeaders the list of names
 * @param signature the signature
 * @param date of {@code x-amz-date}, else of {@code date}
 */
record AuthorizationHeader(
    CredentialScope scope, String signedHeaders, String signature, AmzDate date)
    implements AuthClaim {

  /**
   * Reads the header.
   *
   * @param lines the values of all Authorization lines, at least one
   * @param headers where the date stands
   */
  static AuthorizationHeader parse(List<String> lines, Headers headers) {
    String line = lines.getFirst();
    if (lines.size() > 1) {
      throw malformedHeader("there is more than one Authorization header", Map.of());
    }
    if (!line.startsWith(ALGORITHM)
        || line.length() == ALGORITHM.length()
        || line.charAt(ALGORITHM.length()) != ' ') {
      throw unsupported(line);
    }
    Parts parts = Parts.parse(line, ALGORITHM.length() + 1);
    CredentialScope scope = CredentialScope.parse(parts.credential());
    if (scope == null) {
      throw malformedHeader(
          "the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
          Map.of());
    }
    return new AuthorizationHeader(scope, parts.signedHeaders(), parts.signature(), date(headers));
  }

  @Override
  public void checkTime(long nowEpochSeconds) {
    if (Math.abs(nowEpochSeconds - date.epochSeconds()) > MAX_SKEW_SECONDS) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("RequestTime", date.text());
      details.put("ServerTime", AmzDate.forError(nowEpochSeconds));
      details.put("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW_SECONDS * 1000));
      throw new RefusedException(
          RefusalReason.REQUEST_TIME_TOO_SKEWED,
          "The difference between the request time and the current time is too large.",
          details);
    }
  }

  @Override
  public RefusedException malformed(String what, Map<String, String> details) {
    return malformedHeader(what, details);
  }

  private static RefusedException unsupported(String line) {
    return line.equals(ALGORITHM)
        ? malformedHeader("the Credential, SignedHeaders and Signature are missing.", Map.of())
        : AuthClaim.unsupportedAlgorithm();
  }

  private static AmzDate date(Headers headers) {
    String amzDate = headers.first("x-amz-date");
    String plainDate = amzDate == null ? headers.first("date") : null;
    AmzDate date = null;
    if (amzDate != null) {
      date = AmzDate.parse(amzDate);
    } else if (plainDate != null) {
      date = AmzDate.parseDateHeader(plainDate);
    }
    if (date == null || headers.all("x-amz-date").size() > 1) {
      throw new RefusedException(
          RefusalReason.MISSING_DATE,
          "AWS authentication requires a valid Date or x-amz-date header");
    }
    return date;
  }

  private static RefusedException malformedHeader(String what, Map<String, String> details) {
    return new RefusedException(
        RefusalReason.AUTHORIZATION_HEADER_MALFORMED,
        "The authorization header is malformed; " + what,
        details);
  }

  /** The three parts, each there exactly once. */
  private record Parts(String credential, String signedHeaders, String signature) {

    static Parts parse(String line, int start) {
      String credential = null;
      String signedHeaders = null;
      String signature = null;
      int from = start;
      while (from < line.length()) {
        int comma = line.indexOf(',', from);
        int to = comma < 0 ? line.length() : comma;
        String part = line.substring(from, to).strip();
        if (part.startsWith("Credential=")) {
          credential = once(credential, part);
        } else if (part.startsWith("SignedHeaders=")) {
          signedHeaders = once(signedHeaders, part);
        } else if (part.startsWith("Signature=")) {
          signature = once(signature, part);
        } else {
          throw malformedHeader("it has a part that is not known.", Map.of());
        }
        from = to + 1;
      }
      return new Parts(
          present("Credential", credential),
          present("SignedHeaders", signedHeaders),
          present("Signature", signature));
    }

    private static String once(@Nullable String seen, String part) {
      if (seen != null) {
        throw malformedHeader("a part is there twice.", Map.of());
      }
      return part.substring(part.indexOf('=') + 1);
    }

    private static String present(String name, @Nullable String value) {
      if (value == null || value.isEmpty()) {
        throw malformedHeader(name + " is missing.", Map.of());
      }
      return value;
    }
  }
}
