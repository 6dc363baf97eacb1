package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * An implementation of AES-256-GCM that works on this machine: where {@link GcmCipher}s come from.
 * Holds no key; safe for many threads.
 */
public final class AesGcm {

  /** Length of a key. */
  public static final int KEY_BYTES = 32;

  /** Length of an IV. */
  public static final int IV_BYTES = 12;

  /** Length of a tag, and so by how much sealing lengthens. */
  public static final int TAG_BYTES = 16;

  private final GcmProvider provider;
  private final ScratchPool scratch;

  AesGcm(GcmProvider provider) {
    this.provider = provider;
    this.scratch = new ScratchPool(provider.fastOnDirectBuffers());
  }

  /** The fastest implementation that works here. */
  public static AesGcm preferred() {
    return available().getFirst();
  }

  /** All implementations that work here, fastest first, at least one. */
  public static List<AesGcm> available() {
    return AesGcmProviders.WORKING;
  }

  /** Name and version, for the log at start. */
  public String name() {
    return provider.name();
  }

  /**
   * A cipher for many messages under one key.
   *
   * @param key 32 bytes, copied; the cipher's {@code close} zeroes the copy
   */
  public GcmCipher cipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + key.length);
    }
    try {
      return new GcmCipher(provider, scratch, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name() + " no longer offers AES-GCM", e);
    }
  }

  /**
   * Seals one small message, such as a wrapped key or a record.
   *
   * @param key 32 bytes, borrowed
   * @param iv 12 bytes, never used before under this key
   * @param aad authenticated with the plaintext, may be empty
   * @param plaintext borrowed, may be empty
   * @return ciphertext and tag, {@link #TAG_BYTES} longer than the plaintext
   */
  public byte[] seal(byte[] key, byte[] iv, byte[] aad, byte[] plaintext) {
    byte[] sealed = new byte[Math.addExact(plaintext.length, TAG_BYTES)];
    try (GcmCipher cipher = cipher(key)) {
      cipher.seal(iv, aad, ByteBuffer.wrap(plaintext), ByteBuffer.wrap(sealed));
    }
    return sealed;
  }

  /**
   * Opens one small message.
   *
   * @param piece what is being opened, for the exception
   * @param key 32 bytes, borrowed
   * @param iv the 12 bytes it was sealed with
   * @param aad what it was sealed with
   * @param sealed ciphertext and tag, borrowed
   * @return the plaintext, for the caller to zero when it is secret
   * @throws IntegrityException when it is shorter than a tag or the tag does not verify
   */
  public byte[] open(
      IntegrityException.Reason piece, byte[] key, byte[] iv, byte[] aad, byte[] sealed) {
    byte[] plaintext = new byte[Math.max(0, sealed.length - TAG_BYTES)];
    try (GcmCipher cipher = cipher(key)) {
      cipher.open(piece, iv, aad, ByteBuffer.wrap(sealed), ByteBuffer.wrap(plaintext));
    }
    return plaintext;
  }

  @Override
  public String toString() {
    return name();
  }
}
