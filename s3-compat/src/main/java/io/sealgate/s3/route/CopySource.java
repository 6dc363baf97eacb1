package io.sealgate.s3.route;

import io.sealgate.auth.Headers;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a copy is made of: the value of {@code x-amz-copy-source} (S3 API reference, CopyObject).
 *
 * <p>The value is decoded once and as a whole, so the slash between bucket and key may be escaped,
 * too. A plus sign is a space, as everywhere in a request to S3. What follows the first question
 * mark that is not escaped can only be a version.
 *
 * @param bucket a valid bucket name
 * @param key the object key, decoded, at most 1024 bytes of UTF-8, not empty
 * @param versionId the version, or null for the current one
 */
public record CopySource(String bucket, String key, @Nullable String versionId) {

  /** The header. */
  public static final String HEADER = "x-amz-copy-source";

  private static final String VERSION = "versionId=";

  /** Checks that nothing is missing. */
  public CopySource {
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
  }

  /**
   * The source that a request names. The router has made sure that clients may see its bucket.
   *
   * @param headers of a routed CopyObject or UploadPartCopy
   * @throws S3Exception InvalidArgument when it names no object, KeyTooLongError, NotImplemented
   *     for access points
   */
  public static CopySource of(Headers headers) {
    String value = headers.first(HEADER);
    if (value == null) {
      throw new IllegalArgumentException("a copy without a source");
    }
    return parse(value);
  }

  /**
   * Reads the header.
   *
   * @param value as sent, a char for each byte
   * @throws S3Exception as {@link #of}
   */
  public static CopySource parse(String value) {
    int question = value.indexOf('?');
    int pathEnd = question < 0 ? value.length() : question;
    String path = PercentEncoding.decodeHeader(value, 0, pathEnd);
    if (path == null) {
      throw invalid("Invalid copy source encoding.", value);
    }
    if (path.startsWith("arn:")) {
      throw new S3Exception(
              S3Error.NOT_IMPLEMENTED, "Copying from an access point is not implemented.")
          .with("Header", HEADER);
    }
    int start = path.startsWith("/") ? 1 : 0;
    int slash = path.indexOf('/', start);
    if (slash < 0) {
      throw invalid(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey", value);
    }
    String bucket = path.substring(start, slash);
    String key = path.substring(slash + 1);
    if (!BucketName.isValid(bucket)) {
      throw invalid("Invalid copy source bucket name", value);
    }
    if (key.isEmpty()) {
      throw invalid("Invalid copy source object key", value);
    }
    ObjectKey.requireValid(key);
    return new CopySource(bucket, key, question < 0 ? null : version(value, question + 1));
  }

  /**
   * The same object in another version.
   *
   * @param version the version, or null for the current one
   */
  public CopySource withVersion(@Nullable String version) {
    return new CopySource(bucket, key, version);
  }

  /** Whether an object's location is this one's, whatever the version. */
  public boolean isAt(String otherBucket, String otherKey) {
    return bucket.equals(otherBucket) && key.equals(otherKey);
  }

  /** The value of the header that names this source to a backend. */
  public String headerValue() {
    String path = "/" + bucket + "/" + PercentEncoding.encodePath(key);
    return versionId == null ? path : path + "?" + VERSION + PercentEncoding.encodeQuery(versionId);
  }

  private static String version(String value, int from) {
    String id =
        value.startsWith(VERSION, from) && value.indexOf('&', from) < 0
            ? PercentEncoding.decodeHeader(value, from + VERSION.length(), value.length())
            : null;
    if (id == null) {
      throw invalid("Invalid copy source encoding.", value);
    }
    return VersionId.requireValid(id);
  }

  private static S3Exception invalid(String message, String value) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", value);
  }
}
