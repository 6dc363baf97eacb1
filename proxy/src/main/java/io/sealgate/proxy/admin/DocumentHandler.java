package io.sealgate.proxy.admin;

import io.sealgate.auth.RequestHead;

/** Answers requests whose bodies are small documents. */
@FunctionalInterface
public interface DocumentHandler {

  /**
   * The answer to one request.
   *
   * @param head the request's head
   * @param body its whole body
   */
  DocumentAnswer handle(RequestHead head, byte[] body);
}
