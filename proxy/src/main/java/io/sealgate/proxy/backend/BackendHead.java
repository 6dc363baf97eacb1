package io.sealgate.proxy.backend;

import io.sealgate.auth.Headers;

/**
 * The head of the store's answer.
 *
 * @param status the HTTP status
 * @param headers its header lines
 * @param lengthBytes the Content-Length, or −1 when the answer does not say
 */
public record BackendHead(int status, Headers headers, long lengthBytes) {

  /** Whether the store did what it was asked. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
