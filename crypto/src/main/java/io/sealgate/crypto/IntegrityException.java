package io.sealgate.crypto;

import java.util.Objects;

/**
 * Something sealed does not verify: a wrong key, a wrong commitment, a damaged tag, a cut or
 * exchanged piece. To a client they all look alike (FORMAT, reading rules); the reason is for the
 * operator's log and metrics only.
 */
public final class IntegrityException extends RuntimeException {

  /** Which piece did not verify. */
  public enum Reason {
    ENVELOPE,
    SEAL,
    HEADER,
    FRAME,
    TRUNCATED,
    FACTS,
    RECORD,
    NOTE,
    DOCUMENT
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * Names the piece and, for the operator, what was wrong with it.
   *
   * @param reason which piece did not verify
   * @param detail what was wrong, free of key material and plaintext
   */
  public IntegrityException(Reason reason, String detail) {
    super(reason + ": " + detail);
    this.reason = Objects.requireNonNull(reason);
  }

  /** Which piece did not verify. */
  public Reason reason() {
    return reason;
  }
}
