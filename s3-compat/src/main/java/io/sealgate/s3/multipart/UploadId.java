package io.sealgate.s3.multipart;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.route.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * The rules of upload ids: opaque, made by the backend, and part of names in the system bucket once
 * they have been hashed.
 */
public final class UploadId {

  /** The longest id, in chars. */
  private static final int MAX_CHARS = 1024;

  private static final String PARAMETER = "uploadId";

  private UploadId() {}

  /**
   * The upload that a request names.
   *
   * @param query of a request on an upload
   * @return 1 to 1024 chars, none of them a control char
   * @throws S3Exception NoSuchUpload when it can be no upload's id
   */
  public static String in(QueryParameters query) {
    String id = query.first(PARAMETER);
    if (id == null || !isPossible(id)) {
      throw notFound(id);
    }
    return id;
  }

  /**
   * The error when there is no such upload.
   *
   * @param id as the client names it, null when it does not
   */
  public static S3Exception notFound(@Nullable String id) {
    S3Exception error = new S3Exception(S3Error.NO_SUCH_UPLOAD);
    return id == null ? error : error.with("UploadId", id);
  }

  private static boolean isPossible(String id) {
    if (id.isEmpty() || id.length() > MAX_CHARS) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (Character.isISOControl(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
