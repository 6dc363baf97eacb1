package io.sealgate.proxy.admin;

import io.sealgate.auth.HeaderList;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer.
 *
 * @param status the HTTP status
 * @param headers its header lines but Content-Length
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never changed
public record DocumentAnswer(int status, HeaderList headers, byte[] body) {

  /** A text. */
  public static DocumentAnswer text(int status, String text) {
    return new DocumentAnswer(
        status,
        HeaderList.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
