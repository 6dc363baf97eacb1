package io.sealgate.s3.read;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * What is answered where a version is a delete marker and the request is about an object (S3 user
 * guide, "Working with delete markers").
 */
public final class DeleteMarker {

  /** The header that says so. */
  public static final String HEADER = "x-amz-delete-marker";

  private static final String VERSION_HEADER = "x-amz-version-id";

  private DeleteMarker() {}

  /**
   * The current version is one, and the request named none: 404.
   *
   * @param key of the object
   * @param versionId of the marker, null when it is not known
   */
  public static S3Exception isCurrent(String key, @Nullable String versionId) {
    return marked(new S3Exception(S3Error.NO_SUCH_KEY).with("Key", key), versionId);
  }

  /**
   * The request named it by its version: 405, since all that can be done to it is to delete it.
   *
   * @param method of the request
   * @param versionId of the marker
   */
  public static S3Exception isNamed(String method, String versionId) {
    return marked(
        new S3Exception(S3Error.METHOD_NOT_ALLOWED)
            .with("Method", method)
            .with("ResourceType", "DeleteMarker")
            .withHeader("Allow", "DELETE"),
        versionId);
  }

  /** The source of a copy named it by its version: 400. */
  public static S3Exception isCopySource() {
    return new S3Exception(
        S3Error.INVALID_REQUEST,
        "The source of a copy request may not specifically refer to a delete marker by version"
            + " id.");
  }

  private static S3Exception marked(S3Exception error, @Nullable String versionId) {
    error.withHeader(HEADER, "true");
    return versionId == null ? error : error.withHeader(VERSION_HEADER, versionId);
  }
}
