package io.sealgate.auth;

import java.util.Objects;

/**
 * The head of a request exactly as it came over the wire: what a signature covers.
 *
 * @param method the method, in upper case
 * @param rawPath the path as sent, percent-encoded, beginning with a slash
 * @param rawQuery the query as sent, without the question mark, empty when there is none
 * @param headers the header lines
 */
public record RequestHead(String method, String rawPath, String rawQuery, Headers headers) {

  /** Checks that nothing is missing. */
  public RequestHead {
    Objects.requireNonNull(method);
    Objects.requireNonNull(rawPath);
    Objects.requireNonNull(rawQuery);
    Objects.requireNonNull(headers);
  }
}
