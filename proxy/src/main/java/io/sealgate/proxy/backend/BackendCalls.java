package io.sealgate.proxy.backend;

/** The store as procedures on virtual threads reach it. */
@FunctionalInterface
public interface BackendCalls {

  /**
   * Makes a request and waits for the whole answer; never called on an event loop.
   *
   * @param limitBytes the most that the answer's body may have
   * @throws BackendException when the store cannot be reached or breaks off
   */
  BackendResponse call(BackendRequest request, int limitBytes);
}
