package io.sealgate.s3.route;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Operation;
import java.util.Objects;

/**
 * A request that names one served operation and nothing that is not understood: what {@link Router}
 * makes of a request head.
 *
 * @param operation what is asked for; {@link S3Operation#isServed()} holds
 * @param bucket a valid bucket name; empty for an operation on the service
 * @param key the object key, percent-decoded, at most 1024 bytes of UTF-8; empty unless the
 *     operation is one on an object
 * @param query the query parameters, decoded; every one is known to the operation
 * @param headers the header lines as sent, and after them the {@code x-amz-*} headers that a
 *     presigned URL carries in its query
 * @param presigned whether the signature is in the query
 */
public record S3Request(
    S3Operation operation,
    String bucket,
    String key,
    QueryParameters query,
    Headers headers,
    boolean presigned) {

  /** Checks that nothing is missing. */
  public S3Request {
    Objects.requireNonNull(operation);
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    Objects.requireNonNull(query);
    Objects.requireNonNull(headers);
  }

  /** {@code /bucket/key}, decoded: the Resource of an error document. */
  public String resource() {
    return key.isEmpty() ? "/" + bucket : "/" + bucket + "/" + key;
  }
}
