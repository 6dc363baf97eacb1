package io.sealgate.proxy.exchange;

/**
 * Hears of every connection and request: counts them, logs them, and says when the server is
 * draining.
 */
public interface Lifecycle {

  /** A client has connected. */
  void connected(ClientConnection connection);

  /** A client's connection is closed. */
  void disconnected(ClientConnection connection);

  /** A request's head has come. */
  void began(ClientRequest request);

  /** The request has ended; its trace is complete. */
  void ended(ClientRequest request);

  /** Whether connections are to be closed after the request that they carry. */
  boolean isDraining();
}
