package io.sealgate.crypto.envelope;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.RandomBytes;

/**
 * The id that ties a multipart object's envelope to its completion record (FORMAT §3, §4).
 *
 * @param value 16 random bytes
 */
public record RecordId(Bytes value) {

  /** How long an id is. */
  public static final int LENGTH_BYTES = 16;

  /** Checks the size. */
  public RecordId {
    if (value.lengthBytes() != LENGTH_BYTES) {
      throw new IllegalArgumentException("a record id of " + value.lengthBytes() + " bytes");
    }
  }

  /**
   * A fresh id.
   *
   * @param random where its bytes come from
   */
  public static RecordId random(RandomBytes random) {
    return new RecordId(Bytes.copyOf(random.bytes(LENGTH_BYTES)));
  }

  /** Its spelling in the names of completion records: 32 lower-case hexadecimal digits. */
  public String hex() {
    return value.hex();
  }
}
