package io.sealgate.kms.store;

import java.util.Objects;

/**
 * What a record is called: its bytes are sealed to this name and cannot pass for another's.
 *
 * @param type 1 to 255, a kind of record that the store's user has numbered
 * @param name unique within the type, at most {@value #MAX_NAME_LENGTH} characters
 */
public record RecordId(int type, String name) {

  static final int MAX_NAME_LENGTH = 512;

  /** Checks the ranges. */
  public RecordId {
    Objects.requireNonNull(name);
    if (type < 1 || type > 255 || name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("record type " + type + ", name " + name);
    }
  }
}
