package io.sealgate.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-512 (RFC 5869), the one key derivation of the formats: extract once, expand for
 * each purpose. Used by one thread at a time.
 *
 * <p>The JDK's own, {@code javax.crypto.KDF}, looks up two algorithms for each step, which costs
 * more than the hashing.
 */
public final class Hkdf {

  private static final String ALGORITHM = "HmacSHA512";
  private static final int HASH_BYTES = 64;
  private static final int MAX_BLOCKS = 255;

  /** Keyed with no salt, which means a hash's length of zeros, and only ever copied. */
  private static final Mac UNSALTED = unsalted();

  private final Mac keyed;

  private Hkdf(Mac keyed) {
    this.keyed = keyed;
  }

  /**
   * Derives one key: extract and expand.
   *
   * @param key the input keying material, 1 byte or more; borrowed
   * @param salt the salt; empty means none (RFC 5869 §2.2)
   * @param info what the derived bytes are for
   * @param lengthBytes how many bytes to derive, 1 to 16,320 (RFC 5869 §2.3)
   * @return the derived bytes, for the caller to zero
   */
  public static byte[] sha512(byte[] key, byte[] salt, byte[] info, int lengthBytes) {
    return extractSha512(key, salt).expand(info, lengthBytes);
  }

  /**
   * Extracts, for several keys from one key and salt at half the cost each.
   *
   * @param key the input keying material, 1 byte or more; borrowed
   * @param salt the salt; empty means none (RFC 5869 §2.2)
   */
  public static Hkdf extractSha512(byte[] key, byte[] salt) {
    try {
      Mac mac = (Mac) UNSALTED.clone();
      if (salt.length > 0) {
        mac.init(new SecretKeySpec(salt, ALGORITHM));
      }
      byte[] pseudorandomKey = mac.doFinal(key);
      mac.init(new SecretKeySpec(pseudorandomKey, ALGORITHM));
      Arrays.fill(pseudorandomKey, (byte) 0);
      return new Hkdf(mac);
    } catch (GeneralSecurityException | CloneNotSupportedException e) {
      throw new IllegalStateException("this JDK's HmacSHA512 cannot be keyed and copied", e);
    }
  }

  /**
   * Expands what was extracted.
   *
   * @param info what the derived bytes are for
   * @param lengthBytes how many bytes to derive, 1 to 16,320 (RFC 5869 §2.3)
   * @return the derived bytes, for the caller to zero
   */
  public byte[] expand(byte[] info, int lengthBytes) {
    if (lengthBytes < 1 || lengthBytes > MAX_BLOCKS * HASH_BYTES) {
      throw new IllegalArgumentException("HKDF does not derive " + lengthBytes + " bytes");
    }
    byte[] derived = new byte[lengthBytes];
    byte[] block = {};
    byte counter = 0;
    for (int filled = 0; filled < lengthBytes; filled += HASH_BYTES) {
      keyed.update(block);
      keyed.update(info);
      keyed.update(++counter);
      Arrays.fill(block, (byte) 0);
      block = keyed.doFinal();
      System.arraycopy(block, 0, derived, filled, Math.min(HASH_BYTES, lengthBytes - filled));
    }
    Arrays.fill(block, (byte) 0);
    return derived;
  }

  private static Mac unsalted() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(new byte[HASH_BYTES], ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 5 has HmacSHA512", e);
    }
  }
}
