package io.sealgate.proxy.backend;

import io.sealgate.auth.HeaderList;
import java.util.Objects;

/**
 * A request for the store, not yet signed: what a plan asks for. How bucket and key become host and
 * path, date, payload hash and signature are added when it is sent.
 *
 * @param method the method, in upper case
 * @param bucket empty for a request of the service
 * @param key the decoded key; empty for a request of the bucket
 * @param rawQuery the query, percent-encoded, without question mark, empty when there is none
 * @param headers the header lines without those of connection, length and signature
 * @param body a small body that is held in memory and may be sent again, empty when there is none
 *     or it is streamed
 */
@SuppressWarnings("ArrayRecordComponent") // a body of ciphertext, handed on once and never changed
public record BackendRequest(
    String method, String bucket, String key, String rawQuery, HeaderList headers, byte[] body) {

  private static final byte[] NO_BODY = new byte[0];

  /** Checks that nothing is missing. */
  public BackendRequest {
    Objects.requireNonNull(method);
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    Objects.requireNonNull(rawQuery);
    Objects.requireNonNull(headers);
    Objects.requireNonNull(body);
  }

  /** A request of an object or, with an empty key, of a bucket. */
  public static BackendRequest of(String method, String bucket, String key) {
    return new BackendRequest(method, bucket, key, "", new HeaderList(), NO_BODY);
  }

  /** The same request with a query. */
  public BackendRequest withQuery(String query) {
    return new BackendRequest(method, bucket, key, query, headers, body);
  }

  /** The same request with these header lines. */
  public BackendRequest withHeaders(HeaderList lines) {
    return new BackendRequest(method, bucket, key, rawQuery, lines, body);
  }

  /** The same request with a body held in memory. */
  public BackendRequest withBody(byte[] bytes) {
    return new BackendRequest(method, bucket, key, rawQuery, headers, bytes);
  }

  /**
   * Whether the backend may be asked again when nobody knows if it has done it: what is idempotent
   * (RFC 9110, section 9.2.2) and not bound to a condition, which what has been done would break.
   */
  boolean isRepeatable() {
    return switch (method) {
      case "GET", "HEAD" -> true;
      case "PUT", "DELETE" ->
          headers.first("If-Match") == null && headers.first("If-None-Match") == null;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return method + " (" + body.length + " bytes)";
  }
}
