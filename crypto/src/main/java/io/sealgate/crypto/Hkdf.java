package io.sealgate.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * HKDF with SHA-512 (RFC 5869), the one key derivation of the formats: extract, then expand. Holds
 * nothing.
 */
public final class Hkdf {

  private Hkdf() {}

  /**
   * Derives a key.
   *
   * @param key the input keying material, 1 byte or more; borrowed
   * @param salt the salt; empty means none (RFC 5869 §2.2)
   * @param info what the derived bytes are for
   * @param lengthBytes how many bytes to derive, 1 to 16,320 (RFC 5869 §2.3)
   * @return the derived bytes, for the caller to zero
   */
  public static byte[] sha512(byte[] key, byte[] salt, byte[] info, int lengthBytes) {
    try {
      HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
      if (salt.length > 0) {
        extract.addSalt(salt);
      }
      return KDF.getInstance("HKDF-SHA512").deriveData(extract.thenExpand(info, lengthBytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not derive keys with HKDF-SHA512", e);
    }
  }
}
