package io.sealgate.proxy.backend;

/**
 * A whole answer of the store, its body bounded.
 *
 * @param head its head
 * @param body its body, at most as long as the call allowed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, read once
public record BackendResponse(BackendHead head, byte[] body) {

  @Override
  public String toString() {
    return head.status() + " (" + body.length + " bytes)";
  }
}
