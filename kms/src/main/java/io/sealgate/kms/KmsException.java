package io.sealgate.kms;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of the key service failed, as AWS KMS would have it fail. */
public final class KmsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final KmsError error;

  /**
   * The error and its text.
   *
   * @param error which
   * @param message AWS's text, safe to show to the caller
   */
  public KmsException(KmsError error, String message) {
    this(error, message, null);
  }

  /**
   * The error, its text, and what was behind it.
   *
   * @param error which
   * @param message AWS's text, safe to show to the caller
   * @param cause for the operator's log only, never shown to the caller
   */
  public KmsException(KmsError error, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.error = Objects.requireNonNull(error);
  }

  /**
   * For the operator's log only: the text, or where AWS sends none, the sentence of what was behind
   * it.
   */
  public String reason() {
    String text = String.valueOf(getMessage());
    Throwable behind = getCause();
    return text.isEmpty() && behind != null ? String.valueOf(behind.getMessage()) : text;
  }

  /** Which error it is. */
  public KmsError error() {
    return error;
  }
}
