package io.sealgate.kms.wire;

/** A request that never reaches an operation. */
final class WireException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final WireError error;

  /**
   * The error and its text.
   *
   * @param error which
   * @param message for the client; empty where AWS sends none
   */
  WireException(WireError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  WireError error() {
    return error;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
