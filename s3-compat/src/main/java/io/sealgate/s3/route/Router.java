package io.sealgate.s3.route;

import io.sealgate.auth.Headers;
import io.sealgate.auth.RequestHead;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.S3Operation;
import io.sealgate.s3.S3Operation.Scope;
import io.sealgate.s3.headers.RequestHeaders;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request asks for, from its head alone. Everything is allow-listed: a method, a
 * sub-resource, a query parameter or an {@code x-amz-*} header that is not known to the operation
 * is refused by name with NotImplemented, so that no backend ever gives it a meaning that Sealgate
 * does not see.
 */
public final class Router {

  /**
   * Names under which stores serve their own administration beside buckets. A client's object in
   * such a "bucket" would be a request with the backend's credentials.
   */
  private static final Set<String> NAMES_OF_STORES = Set.of("minio", "rustfs");

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private final @Nullable String domainSuffix;
  private final String systemBucket;

  /**
   * A router.
   *
   * @param domain the domain whose sub-domains are buckets (virtual-host style), such as {@code
   *     s3.example.org}; null when there is only path style
   * @param systemBucket the bucket of Sealgate's own documents, which is hidden from clients
   */
  public Router(@Nullable String domain, String systemBucket) {
    this.domainSuffix = domain == null ? null : "." + domain.toLowerCase(Locale.ROOT);
    this.systemBucket = BucketName.requireValid(systemBucket);
  }

  /**
   * The request that a head makes.
   *
   * @param head as it came, nothing of it decoded
   * @return a request of a served operation
   * @throws S3Exception NotImplemented for what is not known or not served; InvalidURI,
   *     InvalidBucketName, KeyTooLongError, NoSuchBucket, MethodNotAllowed, InvalidArgument or
   *     InvalidRequest for what is not valid
   */
  public S3Request route(RequestHead head) {
    if (!METHODS.contains(head.method())) {
      throw new S3Exception(
          S3Error.NOT_IMPLEMENTED, "The method '" + head.method() + "' is not implemented.");
    }
    QueryParameters query = QueryParameters.parse(head.rawQuery());
    boolean presigned = PresignedQuery.isPresigned(query);
    Headers headers =
        presigned ? PresignedQuery.withHeadersOf(query, head.headers()) : head.headers();
    OldSignature.refuse(query, headers);

    Target target = target(head.rawPath(), head.headers().first("Host"));
    S3Operation operation = OperationTable.find(head.method(), target.scope(), query, headers);
    if (!operation.isServed()) {
      throw new S3Exception(
          S3Error.NOT_IMPLEMENTED, operation.operationName() + " is not implemented.");
    }
    if (target.scope() != Scope.SERVICE) {
      requireVisible(BucketName.requireValid(target.bucket()), operation);
      ObjectKey.requireValid(target.key());
    }
    AllowedParameters.check(operation, query);
    requireSignatureForOverrides(query, presigned || headers.contains("Authorization"));
    RequestHeaders.check(operation, headers);
    if (headers.contains(CopySource.HEADER)) {
      requireVisible(CopySource.of(headers).bucket(), operation);
    }
    return new S3Request(operation, target.bucket(), target.key(), query, headers, presigned);
  }

  /**
   * Whether a bucket is kept from clients: requests to it are refused, listings leave it out.
   *
   * @param bucket a bucket's name
   */
  public boolean hides(String bucket) {
    return bucket.equals(systemBucket) || NAMES_OF_STORES.contains(bucket);
  }

  private void requireVisible(String bucket, S3Operation operation) {
    if (hides(bucket)) {
      throw operation == S3Operation.CREATE_BUCKET
          ? new S3Exception(S3Error.ACCESS_DENIED)
          : new S3Exception(S3Error.NO_SUCH_BUCKET).with("BucketName", bucket);
    }
  }

  /** An anonymous client must not choose the headers of somebody else's object (S3, GetObject). */
  private static void requireSignatureForOverrides(QueryParameters query, boolean signed) {
    if (signed) {
      return;
    }
    for (int i = 0; i < query.size(); i++) {
      if (query.name(i).startsWith("response-")) {
        throw new S3Exception(
            S3Error.INVALID_REQUEST,
            "Request specific response headers cannot be used for anonymous GET requests.");
      }
    }
  }

  private Target target(String rawPath, @Nullable String host) {
    if (!rawPath.startsWith("/")) {
      throw new S3Exception(S3Error.INVALID_URI);
    }
    String bucket = bucketOf(host);
    if (bucket != null) {
      return new Target(bucket, PercentEncoding.decode(rawPath, 1, rawPath.length()));
    }
    if (rawPath.length() == 1) {
      return Target.SERVICE;
    }
    int slash = rawPath.indexOf('/', 1);
    int bucketEnd = slash < 0 ? rawPath.length() : slash;
    int keyStart = slash < 0 ? rawPath.length() : slash + 1;
    return new Target(
        PercentEncoding.decode(rawPath, 1, bucketEnd),
        PercentEncoding.decode(rawPath, keyStart, rawPath.length()));
  }

  /** The bucket that a host names in virtual-host style, or null. */
  private @Nullable String bucketOf(@Nullable String host) {
    if (host == null || domainSuffix == null) {
      return null;
    }
    int port = host.indexOf(':');
    int end = port < 0 ? host.length() : port;
    int start = end - domainSuffix.length();
    return start > 0 && host.regionMatches(true, start, domainSuffix, 0, domainSuffix.length())
        ? host.substring(0, start).toLowerCase(Locale.ROOT)
        : null;
  }

  /** What a path and a host name. */
  private record Target(Scope scope, String bucket, String key) {

    static final Target SERVICE = new Target(Scope.SERVICE, "", "");

    Target(String bucket, String key) {
      this(key.isEmpty() ? Scope.BUCKET : Scope.OBJECT, bucket, key);
    }
  }
}
