package io.sealgate.kms.engine;

/** The state of a KMS key. */
public enum KeyState {
  ENABLED("Enabled"),
  DISABLED("Disabled"),
  PENDING_DELETION("PendingDeletion"),
  PENDING_IMPORT("PendingImport"),
  UNAVAILABLE("Unavailable");

  private final String wireName;

  KeyState(String wireName) {
    this.wireName = wireName;
  }

  /** The word in {@code KeyState}. */
  public String wireName() {
    return wireName;
  }
}
