package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under one key, for many messages: the piece of a provider that a stream keeps. Never
 * chooses an IV; the caller must not seal twice with the same one.
 *
 * <p>Used by one thread at a time. Takes heap and direct buffers alike. Between two direct buffers
 * nothing is copied where the provider is fast on them; otherwise their bytes pass through scratch
 * arrays.
 */
public final class GcmCipher implements AutoCloseable {

  private final ScratchPool scratch;
  private final boolean fastOnDirectBuffers;
  private final Cipher cipher;
  private final AesKey key;

  /** Copies the key; borrows scratch arrays for the length of each message. */
  GcmCipher(GcmProvider provider, ScratchPool scratch, byte[] key) throws GeneralSecurityException {
    this.scratch = scratch;
    this.fastOnDirectBuffers = provider.fastOnDirectBuffers();
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding", provider.provider());
    this.key = new AesKey(key);
  }

  /**
   * Encrypts all of {@code in} and writes ciphertext and tag.
   *
   * @param iv 12 bytes, never used before under this key
   * @param aad authenticated with the plaintext, may be empty
   * @param in borrowed; consumed whole
   * @param out borrowed; room for {@link AesGcm#TAG_BYTES} more than {@code in}, not overlapping it
   */
  public void seal(byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out) {
    try {
      run(Cipher.ENCRYPT_MODE, iv, aad, in, out, in.remaining() + AesGcm.TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider cannot seal", e);
    }
  }

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
  public void open(
      IntegrityException.Reason piece, byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out) {
    if (in.remaining() < AesGcm.TAG_BYTES) {
      throw new IntegrityException(piece, "is shorter than a tag");
    }
    try {
      run(Cipher.DECRYPT_MODE, iv, aad, in, out, in.remaining() - AesGcm.TAG_BYTES);
    } catch (AEADBadTagException _) {
      // The provider's exception says nothing more, and its text must not travel on.
      throw new IntegrityException(piece, "does not verify");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider cannot open", e);
    }
  }

  private void run(int mode, byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out, int outBytes)
      throws GeneralSecurityException {
    if (key.isDestroyed()) {
      throw new IllegalStateException("this cipher is closed");
    }
    if (out.remaining() < outBytes) {
      throw new IllegalArgumentException(
          "room for " + out.remaining() + " bytes where " + outBytes + " will be written");
    }
    cipher.init(mode, key, new GCMParameterSpec(AesGcm.TAG_BYTES * Byte.SIZE, iv));
    cipher.updateAAD(aad);
    if (in.hasArray() && out.hasArray()) {
      throughArrays(in, out, outBytes, ScratchPool.NOT_NEEDED);
    } else if (fastOnDirectBuffers && in.isDirect() && out.isDirect()) {
      betweenBuffers(in, out, outBytes);
    } else {
      ScratchPool.Pair arrays = scratch.take(Math.max(in.remaining(), outBytes));
      try {
        throughArrays(in, out, outBytes, arrays);
      } finally {
        scratch.giveBack(arrays);
      }
    }
  }

  private void betweenBuffers(ByteBuffer in, ByteBuffer out, int outBytes)
      throws GeneralSecurityException {
    int start = out.position();
    boolean done = false;
    try {
      requireWritten(cipher.doFinal(in, out), outBytes);
      done = true;
    } finally {
      if (!done) {
        wipe(out.position(start), outBytes);
      }
    }
  }

  private void throughArrays(ByteBuffer in, ByteBuffer out, int outBytes, ScratchPool.Pair arrays)
      throws GeneralSecurityException {
    int inBytes = in.remaining();
    byte[] source = arrays.in();
    int sourceOffset = 0;
    if (in.hasArray()) {
      source = in.array();
      sourceOffset = in.arrayOffset() + in.position();
    } else {
      in.get(in.position(), source, 0, inBytes);
    }
    byte[] target = arrays.out();
    int targetOffset = 0;
    if (out.hasArray()) {
      target = out.array();
      targetOffset = out.arrayOffset() + out.position();
    }

    boolean done = false;
    try {
      requireWritten(cipher.doFinal(source, sourceOffset, inBytes, target, targetOffset), outBytes);
      done = true;
    } finally {
      if (!done) {
        wipe(ByteBuffer.wrap(target, targetOffset, outBytes), outBytes);
      }
    }

    in.position(in.limit());
    if (out.hasArray()) {
      out.position(out.position() + outBytes);
    } else {
      out.put(target, 0, outBytes);
    }
  }

  private static void requireWritten(int writtenBytes, int expectedBytes) {
    if (writtenBytes != expectedBytes) {
      throw new IllegalStateException(
          "the provider wrote " + writtenBytes + " of " + expectedBytes);
    }
  }

  /** Providers decrypt before they know the tag: nothing unverified may stay behind. */
  private static void wipe(ByteBuffer out, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.put(out.position() + i, (byte) 0);
    }
  }

  /**
   * Zeroes the key; safe to call more than once. What copies the provider made of it the garbage
   * collector takes, with this object.
   */
  @Override
  public void close() {
    key.destroy();
  }
}
