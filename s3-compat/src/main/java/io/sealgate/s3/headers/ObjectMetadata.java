package io.sealgate.s3.headers;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of an object (S3 user guide, "Working with object metadata"): what a copy takes over
 * or replaces as a whole, and what a new envelope must leave as it is.
 */
public final class ObjectMetadata {

  private static final HeaderTable<Boolean> SYSTEM_DEFINED =
      table(
          Set.of(
              "Cache-Control",
              "Content-Disposition",
              "Content-Encoding",
              "Content-Language",
              "Content-Type",
              "Expires"));

  private static final HeaderTable<Boolean> BESIDES =
      table(
          Set.of(
              "x-amz-object-lock-legal-hold",
              "x-amz-object-lock-mode",
              "x-amz-object-lock-retain-until-date",
              "x-amz-storage-class",
              "x-amz-website-redirect-location"));

  private ObjectMetadata() {}

  /**
   * The lines that are metadata: {@code Content-Type} and its like, and the user's entries but for
   * the envelope.
   *
   * @param headers of a request that stores an object, or of a backend's answer to a read
   * @return a new list
   */
  public static HeaderList in(Headers headers) {
    HeaderList metadata = new HeaderList();
    for (Map.Entry<String, String> line : headers) {
      if (isPart(line.getKey())) {
        metadata.add(line.getKey(), line.getValue());
      }
    }
    return metadata;
  }

  /**
   * Everything that has to be said again when a backend copies an object onto itself for the sake
   * of its envelope: the metadata, storage class, website redirect and lock. Tags are the backend's
   * to carry over; it has no headers for access control lists.
   *
   * @param answer the backend's answer to a HEAD or GET
   * @return a new list
   */
  public static HeaderList everythingIn(Headers answer) {
    HeaderList everything = in(answer);
    for (Map.Entry<String, String> line : answer) {
      if (BESIDES.get(line.getKey()) != null) {
        everything.add(line.getKey(), line.getValue());
      }
    }
    return everything;
  }

  /**
   * Whether a header is metadata.
   *
   * @param name the header
   */
  public static boolean isPart(String name) {
    return SYSTEM_DEFINED.get(name) != null
        || (UserMetadata.isEntry(name) && !UserMetadata.isEnvelope(name));
  }

  private static HeaderTable<Boolean> table(Set<String> names) {
    Map<String, Boolean> rows = new HashMap<>();
    for (String name : names) {
      rows.put(name, true);
    }
    return new HeaderTable<>(rows);
  }
}
