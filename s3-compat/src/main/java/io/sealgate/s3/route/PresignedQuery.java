package io.sealgate.s3.route;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.body.ChecksumAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that a presigned URL adds to a query: those of the signature (SigV4, "Using query
 * parameters"), and {@code x-amz-*} headers that SDKs move into the query so that the signature
 * covers them. The latter are headers to everyone else, and are checked as headers; all but the
 * body's checksum, which is signed and means nothing.
 */
final class PresignedQuery {

  private static final String PREFIX = "x-amz-";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String SDK_CHECKSUM = "x-amz-sdk-checksum-algorithm";

  /** What a token may hold besides letters and digits. */
  private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

  private static final Set<String> SIGNATURE =
      Set.of(
          ALGORITHM,
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-Security-Token",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

  private PresignedQuery() {}

  static boolean isPresigned(QueryParameters query) {
    return query.contains(ALGORITHM);
  }

  /** Whether that parameter is one of the signature or in its care. */
  static boolean belongsToSignature(String name, QueryParameters query) {
    return isPresigned(query) && isAmazons(name);
  }

  /**
   * The headers as sent, and behind them those that the query carries.
   *
   * @throws S3Exception InvalidArgument for what could not have come in a header
   */
  static Headers withHeadersOf(QueryParameters query, Headers headers) {
    HeaderList all = null;
    for (int i = 0; i < query.size(); i++) {
      if (isHeader(query.name(i))) {
        all = all == null ? copyOf(headers) : all;
        all.add(headerName(query.name(i)), headerValue(query.value(i)));
      }
    }
    return all == null ? headers : all;
  }

  private static boolean isHeader(String name) {
    return isAmazons(name) && !SIGNATURE.contains(name) && !isChecksum(name);
  }

  private static boolean isAmazons(String name) {
    return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /**
   * SDKs that add a checksum to every upload compute it when there is no body yet, and sign that of
   * an empty one. AWS takes none from the query; a header that comes with the body still counts.
   */
  private static boolean isChecksum(String name) {
    return name.equalsIgnoreCase(SDK_CHECKSUM) || ChecksumAlgorithm.ofHeader(name) != null;
  }

  /** A name that a header may have: a token (RFC 9110, section 5.6.2). */
  private static String headerName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!alphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
        throw new S3Exception(
                S3Error.INVALID_ARGUMENT,
                "A query parameter that stands for a header is not the name of one.")
            .with("ArgumentName", name);
      }
    }
    return name;
  }

  /** As it would have come in a header: one char for each byte, and no line breaks. */
  private static String headerValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new S3Exception(S3Error.INVALID_ARGUMENT, "A header must not hold control chars.");
      }
    }
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static HeaderList copyOf(Headers headers) {
    HeaderList copy = new HeaderList();
    for (Map.Entry<String, String> line : headers) {
      copy.add(line.getKey(), line.getValue());
    }
    return copy;
  }
}
