package io.sealgate.proxy.config;

import java.time.Duration;

/**
 * What one process takes on: {@code limits}. There is no absolute time-out: a transfer may take as
 * long as bytes keep moving.
 *
 * @param maxConnections client connections at a time, 1 or more; more are closed at once
 * @param maxHeadBytes request line and headers together, 4 KiB to 1 MiB
 * @param maxHeaders header lines of one request, 16 to 10,000
 * @param idleTimeout how long a client may neither send nor take a byte within a request, and how
 *     long the head of a request may take
 * @param keepAliveTimeout how long a client connection may wait for its next request
 * @param handshakeTimeout how long a TLS handshake may take
 * @param backendConnectTimeout how long a connection to the backend may take
 * @param backendIdleTimeout how long the backend may neither answer nor take a byte
 * @param backendKeepAlive how long an unused connection to the backend is kept
 * @param backendConnections connections to the backend for each event loop, 1 or more
 * @param kmsTimeout how long a call of a key service outside the process may take, repetitions
 *     included
 * @param drainTimeout how long requests under way may take after SIGTERM
 * @param eventLoops threads that serve connections; 0: one for each processor
 */
public record LimitsConfig(
    int maxConnections,
    int maxHeadBytes,
    int maxHeaders,
    Duration idleTimeout,
    Duration keepAliveTimeout,
    Duration handshakeTimeout,
    Duration backendConnectTimeout,
    Duration backendIdleTimeout,
    Duration backendKeepAlive,
    int backendConnections,
    Duration kmsTimeout,
    Duration drainTimeout,
    int eventLoops) {

  /** Checks the ranges. */
  public LimitsConfig {
    if (maxConnections < 1 || maxHeadBytes < 1 || maxHeaders < 1 || backendConnections < 1) {
      throw new IllegalArgumentException("a limit below 1");
    }
    if (eventLoops < 0) {
      throw new IllegalArgumentException("negative eventLoops");
    }
    requirePositive(idleTimeout);
    requirePositive(keepAliveTimeout);
    requirePositive(handshakeTimeout);
    requirePositive(backendConnectTimeout);
    requirePositive(backendIdleTimeout);
    requirePositive(backendKeepAlive);
    requirePositive(kmsTimeout);
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException("negative drainTimeout");
    }
  }

  private static void requirePositive(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a time-out must be longer than nothing");
    }
  }
}
