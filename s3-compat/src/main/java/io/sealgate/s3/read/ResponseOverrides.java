package io.sealgate.s3.read;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.route.QueryParameters;
import java.nio.charset.StandardCharsets;

/**
 * The {@code response-*} parameters of GetObject, which replace headers of the answer. The router
 * has refused them for anonymous requests, and values that no header can hold.
 */
public final class ResponseOverrides {

  private static final String[] NAMES = {
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-type",
    "expires"
  };

  private ResponseOverrides() {}

  /**
   * Replaces what the query overrides.
   *
   * @param query of a routed request
   * @param answer the headers of a 200 or 206
   */
  public static void apply(QueryParameters query, HeaderList answer) {
    if (query.size() == 0) {
      return;
    }
    for (String name : NAMES) {
      String value = query.first("response-" + name);
      if (value != null) {
        // A char of a header is a byte on the wire.
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        answer.set(name, new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
  }
}
