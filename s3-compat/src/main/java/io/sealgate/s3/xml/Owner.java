package io.sealgate.s3.xml;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns buckets, objects and uploads in the client's eyes; the backend knows Sealgate only.
 *
 * @param id the account
 * @param displayName its name, null to leave it out, as AWS does since 2025
 */
public record Owner(String id, @Nullable String displayName) {

  /** Checks that nothing is missing. */
  public Owner {
    Objects.requireNonNull(id);
  }
}
