package io.sealgate.proxy.exchange;

/** Decides what is to be done for a request: the S3 service as the exchanges see it. */
public interface Planner {

  /**
   * The first plan for a request. Quick and without blocking, since it is asked on an event loop;
   * what it throws is mapped by {@link #failure}.
   */
  Plan plan(ClientRequest request);

  /**
   * The answer for whatever went wrong, also noted in the request's trace: the one place that maps
   * failures.
   */
  S3Response failure(ClientRequest request, Throwable failure);
}
