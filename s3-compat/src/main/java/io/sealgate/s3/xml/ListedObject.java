package io.sealgate.s3.xml;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a backend's listing.
 *
 * @param key the object's key, decoded
 * @param versionId its version, null in a listing without
 * @param eTag the backend's ETag, with its quotes
 * @param sizeBytes the stored size
 * @param lastModified as the backend writes it, null when it does not
 * @param metadata user metadata by name in lower case, {@code x-amz-meta-} included, where the
 *     backend lists it (MinIO with {@code metadata=true}); else empty
 */
public record ListedObject(
    String key,
    @Nullable String versionId,
    String eTag,
    long sizeBytes,
    @Nullable String lastModified,
    Map<String, String> metadata) {

  /** Copies the map. */
  public ListedObject {
    Objects.requireNonNull(key);
    Objects.requireNonNull(eTag);
    metadata = Map.copyOf(metadata);
  }
}
