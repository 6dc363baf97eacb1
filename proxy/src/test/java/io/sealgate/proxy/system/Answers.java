package io.sealgate.proxy.system;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import java.nio.charset.StandardCharsets;

/** Answers that a backend may give. */
public final class Answers {

  private Answers() {}

  /** 200 with that body. */
  public static BackendResponse ok(String body) {
    return of(200, body);
  }

  /** An error with that code. */
  public static BackendResponse error(int status, String code) {
    return of(status, "<Error><Code>" + code + "</Code></Error>");
  }

  /** A page of a listing, with that token for the next one, empty for none. */
  public static BackendResponse page(boolean truncated, String token, String... keys) {
    StringBuilder rows = new StringBuilder();
    for (String key : keys) {
      rows.append("<Contents><Key>")
          .append(key)
          .append("</Key><ETag>e</ETag><Size>0</Size></Contents>");
    }
    String next =
        token.isEmpty() ? "" : "<NextContinuationToken>" + token + "</NextContinuationToken>";
    return ok(
        "<ListBucketResult><IsTruncated>"
            + truncated
            + "</IsTruncated>"
            + next
            + rows
            + "</ListBucketResult>");
  }

  private static BackendResponse of(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new BackendResponse(new BackendHead(status, new HeaderList(), bytes.length), bytes);
  }
}
