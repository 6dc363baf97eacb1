package io.sealgate.crypto;

import java.security.SecureRandom;

/**
 * Where randomness comes from: a constructor argument everywhere, so that tests can repeat known
 * answers.
 */
@FunctionalInterface
public interface RandomBytes {

  /** Fills the whole array. */
  void fill(byte[] target);

  /**
   * A new array of random bytes.
   *
   * @param lengthBytes its length, 0 or more
   */
  default byte[] bytes(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    fill(bytes);
    return bytes;
  }

  /** The system's cryptographically strong source. */
  static RandomBytes secure() {
    SecureRandom random = new SecureRandom();
    return random::nextBytes;
  }
}
