package io.sealgate.s3.xml;

import java.util.Objects;

/**
 * A row of a backend's listing of open uploads.
 *
 * @param key the key of the object to come, decoded
 * @param uploadId the upload's id
 */
public record ListedUpload(String key, String uploadId) {

  /** Checks that nothing is missing. */
  public ListedUpload {
    Objects.requireNonNull(key);
    Objects.requireNonNull(uploadId);
  }
}
