package io.sealgate.proxy.admin;

import java.time.Duration;

/**
 * What a {@link DocumentServer} takes on before it knows who asks.
 *
 * @param connections at a time; further ones are closed at once
 * @param headers lines of a request's head
 * @param bodyBytes of a request
 * @param patience how long a request may take to come in whole, from the connection's beginning or
 *     the request before it
 */
record DocumentLimits(int connections, int headers, int bodyBytes, Duration patience) {

  /** The longest request of KMS has a key policy, of 32 KiB at most. */
  static final DocumentLimits DEFAULT =
      new DocumentLimits(512, 200, 256 * 1024, Duration.ofMinutes(2));
}
