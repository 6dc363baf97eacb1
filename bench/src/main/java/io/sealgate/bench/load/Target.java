package io.sealgate.bench.load;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server that is driven, and what of it is measured. The driver tells targets apart by this
 * alone.
 *
 * @param name its name in the table
 * @param endpoint scheme, host and port
 * @param pid the process whose CPU time and memory count, with its children
 * @param bucket where its objects are; targets that share a store's bucket share its objects
 * @param accessKey who signs
 * @param secretKey the secret of that key, made for one run
 * @param encryption what is asked for
 * @param baseline the target whose CPU time is this one's yardstick; null when it has none
 */
public record Target(
    String name,
    URI endpoint,
    long pid,
    String bucket,
    String accessKey,
    String secretKey,
    Encryption encryption,
    @Nullable String baseline) {

  /** Whether it is spoken to over TLS. */
  boolean secure() {
    return endpoint.getScheme().equals("https");
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "Target[" + name + "]";
  }
}
