package io.sealgate.proxy;

/** A server could not start; the message is one sentence for the operator, without secrets. */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public StartException(String sentence) {
    super(sentence);
  }

  /** With the sentence, and the cause for the debug log. */
  public StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
