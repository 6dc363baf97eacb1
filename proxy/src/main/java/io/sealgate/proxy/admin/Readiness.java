package io.sealgate.proxy.admin;

/** Whether requests can be served now: what a load balancer asks. */
@FunctionalInterface
public interface Readiness {

  /** Looks; may block for a moment, and is asked on virtual threads. */
  State check();

  /** What was found. */
  sealed interface State {}

  /** Requests can be served. */
  record Ready() implements State {}

  /**
   * Requests cannot be served.
   *
   * @param why for the operator, without secrets
   */
  record NotReady(String why) implements State {}
}
