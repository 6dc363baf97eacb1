package io.sealgate.s3.route;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * The rules of version ids (S3 user guide, "Working with version IDs"): opaque, made by the
 * backend, {@code null} for what was written without versioning.
 */
public final class VersionId {

  /** The longest id, in chars. */
  private static final int MAX_CHARS = 1024;

  private static final String PARAMETER = "versionId";

  private VersionId() {}

  /**
   * The version that a request names.
   *
   * @param query of a routed request
   * @return null when it means the current one
   * @throws S3Exception InvalidArgument when the id is empty, or can be none
   */
  public static @Nullable String in(QueryParameters query) {
    String id = query.first(PARAMETER);
    return id == null ? null : requireValid(id);
  }

  /** Refuses what can be no id: empty, longer than 1024 chars, or with other than visible ASCII. */
  static String requireValid(String id) {
    if (id.isEmpty()) {
      throw invalid("Version id cannot be the empty string", id);
    }
    if (id.length() > MAX_CHARS) {
      throw invalid("Invalid version id specified", id);
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) >= 0x7F) {
        throw invalid("Invalid version id specified", id);
      }
    }
    return id;
  }

  private static S3Exception invalid(String message, String id) {
    return new S3Exception(S3Error.INVALID_ARGUMENT, message)
        .with("ArgumentName", PARAMETER)
        .with("ArgumentValue", id);
  }
}
