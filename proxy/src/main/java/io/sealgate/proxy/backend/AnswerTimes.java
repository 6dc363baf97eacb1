package io.sealgate.proxy.backend;

/** Is told how the store answers. */
@FunctionalInterface
public interface AnswerTimes {

  /** Nobody asks. */
  AnswerTimes UNHEARD = (method, status, nanos) -> {};

  /**
   * The store has answered, or the connection was lost. Called on event loops: quick.
   *
   * @param method of the request
   * @param status HTTP's, 0 when no answer came
   * @param nanos since the request was sent whole; since its head, when the answer did not wait
   */
  void answered(String method, int status, long nanos);
}
