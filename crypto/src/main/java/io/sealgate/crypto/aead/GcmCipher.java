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
 * <p>Used by one thread at a time. Takes heap and direct buffers alike. Nothing is copied between
 * two of the kind that the provider is fast on, nor between two arrays; otherwise bytes pass
 * through buffers of that kind.
 */
public final class GcmCipher implements AutoCloseable {

  private final ScratchPool scratch;
  private final boolean fastOnDirectBuffers;
  private final Cipher cipher;
  private final AesKey key;

  /** Copies the key; borrows scratch buffers for the length of each message. */
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
    boolean arrays = in.hasArray() && out.hasArray();
    if (arrays || (suits(in) && suits(out))) {
      between(in, out, outBytes);
    } else {
      throughScratch(in, out, outBytes);
    }
  }

  private boolean suits(ByteBuffer buffer) {
    return fastOnDirectBuffers ? buffer.isDirect() : buffer.hasArray();
  }

  private void throughScratch(ByteBuffer in, ByteBuffer out, int outBytes)
      throws GeneralSecurityException {
    ScratchPool.Pair lent = scratch.take(Math.max(in.remaining(), outBytes));
    try {
      ByteBuffer source = suits(in) ? in : lent.in().clear().put(in).flip();
      if (suits(out)) {
        between(source, out, outBytes);
      } else {
        ByteBuffer target = lent.out().clear();
        between(source, target, outBytes);
        out.put(target.flip());
      }
    } finally {
      scratch.giveBack(lent);
    }
  }

  private void between(ByteBuffer in, ByteBuffer out, int outBytes)
      throws GeneralSecurityException {
    int start = out.position();
    boolean done = false;
    try {
      requireWritten(
          in.hasArray() && out.hasArray() ? ofArrays(in, out) : cipher.doFinal(in, out), outBytes);
      done = true;
    } finally {
      if (!done) {
        wipe(out.position(start), outBytes);
      }
    }
  }

  /** As {@code doFinal} with buffers, but without what providers do before they find the arrays. */
  private int ofArrays(ByteBuffer in, ByteBuffer out) throws GeneralSecurityException {
    int inOffset = in.arrayOffset() + in.position();
    int outOffset = out.arrayOffset() + out.position();
    int written = cipher.doFinal(in.array(), inOffset, in.remaining(), out.array(), outOffset);
    in.position(in.limit());
    out.position(out.position() + written);
    return written;
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
