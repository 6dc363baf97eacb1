package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;

/**
 * AES-256-GCM under one key, for many messages: the piece of a provider that a stream keeps. Never
 * chooses an IV; the caller must not seal twice with the same one.
 *
 * <p>Used by one thread at a time. Takes heap and direct buffers alike; which of them it copies is
 * its own affair.
 */
public sealed interface GcmCipher extends AutoCloseable permits HeapGcmCipher {

  /**
   * Encrypts all of {@code in} and writes ciphertext and tag.
   *
   * @param iv 12 bytes, never used before under this key
   * @param aad authenticated with the plaintext, may be empty
   * @param in borrowed; consumed whole
   * @param out borrowed; room for {@link AesGcm#TAG_BYTES} more than {@code in}, not overlapping it
   */
  void seal(byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out);

  /**
   * Verifies and decrypts all of {@code in}: ciphertext, then tag.
   *
   * @param piece what is being opened, for the exception
   * @param iv the 12 bytes it was sealed with
   * @param aad what it was sealed with
   * @param in borrowed; consumed whole
   * @param out borrowed; room for {@link AesGcm#TAG_BYTES} less than {@code in}, not overlapping it
   * @throws IntegrityException when the tag does not verify; {@code out} does not advance and holds
   *     no plaintext
   */
  void open(IntegrityException.Reason piece, byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out);

  /** Zeroes the key; safe to call more than once. */
  @Override
  void close();
}
