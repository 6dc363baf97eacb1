package io.sealgate.proxy;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that the operator names.
 *
 * @param bucket its bucket
 * @param key its key, not percent-encoded, not empty
 * @param versionId null: the current one
 * @param customerKeyFile a file with the 32 bytes of the customer's key, raw or in base64, for
 *     SSE-C; null: none
 */
public record StoredObject(
    String bucket, String key, @Nullable String versionId, @Nullable Path customerKeyFile) {

  private static final String SCHEME = "s3://";

  /** Checks that bucket and key are there. */
  public StoredObject {
    Objects.requireNonNull(bucket);
    Objects.requireNonNull(key);
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("s3://BUCKET/KEY is needed");
    }
  }

  /**
   * Reads {@code s3://BUCKET/KEY}; everything after the bucket's slash is the key.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static StoredObject parse(
      String url, @Nullable String versionId, @Nullable Path customerKeyFile) {
    int slash = url.indexOf('/', SCHEME.length());
    if (!url.startsWith(SCHEME) || slash < 0) {
      throw new IllegalArgumentException("s3://BUCKET/KEY is needed");
    }
    return new StoredObject(
        url.substring(SCHEME.length(), slash),
        url.substring(slash + 1),
        versionId,
        customerKeyFile);
  }
}
