package io.sealgate.proxy.exchange;

import io.sealgate.auth.RequestHead;
import io.sealgate.proxy.telemetry.RequestTrace;

/**
 * A client's request as it came in.
 *
 * @param head what the signature covers
 * @param secure whether it came over TLS, or a trusted proxy says that it did
 * @param lengthBytes its Content-Length, 0 without a body, −1 for a chunked body
 * @param trace where what becomes known of it is noted
 */
public record ClientRequest(
    RequestHead head, boolean secure, long lengthBytes, RequestTrace trace) {

  /** Whether it asks for the head of an answer only. */
  public boolean isHead() {
    return head.method().equals("HEAD");
  }
}
