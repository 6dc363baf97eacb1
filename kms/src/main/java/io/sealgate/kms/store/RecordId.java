package io.sealgate.kms.store;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a record is called: its bytes are sealed to this name and cannot pass for another's.
 *
 * @param type 1 to {@value #MAX_TYPE}, a kind of record that the store's user has numbered
 * @param name unique within the type, 1 to {@value #MAX_NAME_BYTES} bytes of UTF-8
 */
public record RecordId(int type, String name) {

  static final int MAX_TYPE = 255;
  static final int MAX_NAME_BYTES = 512;

  /** Checks the ranges. */
  public RecordId {
    Objects.requireNonNull(name);
    if (type < 1 || type > MAX_TYPE || name.isEmpty() || utf8(name).length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException("no record is called type " + type + ", name " + name);
    }
  }

  /** {@code u8 type || name}: no two names have the same, since nothing follows the name. */
  byte[] encoded() {
    byte[] utf8 = utf8(name);
    byte[] encoded = new byte[1 + utf8.length];
    encoded[0] = (byte) type;
    System.arraycopy(utf8, 0, encoded, 1, utf8.length);
    return encoded;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
