package io.sealgate.proxy.admin;

import io.netty.handler.codec.http.HttpRequest;

/**
 * A request that came in whole and within the limits.
 *
 * @param head its head
 * @param body its body, whoever handles it zeroes it: it may hold a plaintext
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, and zeroed in place
record DocumentRequest(HttpRequest head, byte[] body) {

  @Override
  public String toString() {
    return head.method() + " (" + body.length + " bytes)";
  }
}
