package io.sealgate.crypto.envelope;

import java.util.Optional;

/** The server-side modes, by their numbers in the envelope (FORMAT §3). */
public enum Mode {
  SSE_S3(1, 1),
  SSE_KMS(2, 1),
  DSSE_KMS(3, 2),
  SSE_C(4, 1);

  private static final Mode[] ALL = values();

  private final int code;
  private final int layerCount;

  Mode(int code, int layerCount) {
    this.code = code;
    this.layerCount = layerCount;
  }

  /** The mode of a number, or nothing when the number is not known. */
  static Optional<Mode> ofCode(int code) {
    return code >= 1 && code <= ALL.length ? Optional.of(ALL[code - 1]) : Optional.empty();
  }

  /** Its number in the envelope, 1 to 4. */
  public int code() {
    return code;
  }

  /** How many layers of encryption, and so how many secrets and seals: 2 for DSSE-KMS, else 1. */
  public int layerCount() {
    return layerCount;
  }
}
