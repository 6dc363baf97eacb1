package io.sealgate.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * HKDF with SHA-512 (RFC 5869), the one key derivation of the formats: extract once, expand for
 * each purpose. Used by one thread at a time.
 */
public final class Hkdf {

  private final KDF kdf;
  private final SecretKey pseudorandomKey;

  private Hkdf(KDF kdf, SecretKey pseudorandomKey) {
    this.kdf = kdf;
    this.pseudorandomKey = pseudorandomKey;
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
    HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
    if (salt.length > 0) {
      extract.addSalt(salt);
    }
    try {
      KDF kdf = KDF.getInstance("HKDF-SHA512");
      return new Hkdf(kdf, kdf.deriveKey("Generic", extract.extractOnly()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not derive keys with HKDF-SHA512", e);
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
    try {
      return kdf.deriveData(HKDFParameterSpec.expandOnly(pseudorandomKey, info, lengthBytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not derive keys with HKDF-SHA512", e);
    }
  }
}
