package io.sealgate.crypto.envelope;

import io.sealgate.crypto.key.CommittedKey;
import java.nio.ByteBuffer;

/**
 * One layer's seal as it is stored: salt, commitment to the key, and the encrypted object secret
 * (FORMAT §3).
 */
final class Seal {

  static final int SEALED_SECRET_BYTES = 48;
  static final int LENGTH_BYTES =
      CommittedKey.SALT_BYTES + CommittedKey.COMMITMENT_BYTES + SEALED_SECRET_BYTES;

  private final byte[] salt;
  private final byte[] commitment;
  private final byte[] sealedSecret;

  Seal(byte[] salt, byte[] commitment, byte[] sealedSecret) {
    this.salt = salt;
    this.commitment = commitment;
    this.sealedSecret = sealedSecret;
  }

  static Seal read(ByteBuffer in) {
    Seal seal =
        new Seal(
            new byte[CommittedKey.SALT_BYTES],
            new byte[CommittedKey.COMMITMENT_BYTES],
            new byte[SEALED_SECRET_BYTES]);
    in.get(seal.salt).get(seal.commitment).get(seal.sealedSecret);
    return seal;
  }

  void write(ByteBuffer out) {
    out.put(salt).put(commitment).put(sealedSecret);
  }

  /** Borrowed. */
  byte[] salt() {
    return salt;
  }

  /** Borrowed. */
  byte[] commitment() {
    return commitment;
  }

  /** Borrowed. */
  byte[] sealedSecret() {
    return sealedSecret;
  }
}
