package io.sealgate.crypto.aead;

import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A {@link GcmCipher} over a provider that is fast on arrays only. Direct buffers were measured two
 * to ten times slower in both such providers, so their bytes pass through scratch arrays.
 */
final class HeapGcmCipher implements GcmCipher {

  private final ScratchPool scratch;
  private final Cipher cipher;
  private final AesKey key;

  /** Copies the key; borrows scratch arrays for the length of each message. */
  HeapGcmCipher(Provider provider, ScratchPool scratch, byte[] key)
      throws GeneralSecurityException {
    this.scratch = scratch;
    this.cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    this.key = new AesKey(key);
  }

  @Override
  public void seal(byte[] iv, byte[] aad, ByteBuffer in, ByteBuffer out) {
    try {
      run(Cipher.ENCRYPT_MODE, iv, aad, in, out, in.remaining() + AesGcm.TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider cannot seal", e);
    }
  }

  @Override
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
    if (in.hasArray() && out.hasArray()) {
      run(mode, iv, aad, in, out, outBytes, ScratchPool.NOT_NEEDED);
      return;
    }
    ScratchPool.Pair arrays = scratch.take(Math.max(in.remaining(), outBytes));
    try {
      run(mode, iv, aad, in, out, outBytes, arrays);
    } finally {
      scratch.giveBack(arrays);
    }
  }

  private void run(
      int mode,
      byte[] iv,
      byte[] aad,
      ByteBuffer in,
      ByteBuffer out,
      int outBytes,
      ScratchPool.Pair arrays)
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
      cipher.init(mode, key, new GCMParameterSpec(AesGcm.TAG_BYTES * Byte.SIZE, iv));
      cipher.updateAAD(aad);
      int written = cipher.doFinal(source, sourceOffset, inBytes, target, targetOffset);
      if (written != outBytes) {
        throw new IllegalStateException("the provider wrote " + written + " of " + outBytes);
      }
      done = true;
    } finally {
      if (!done) {
        // Providers decrypt before they know the tag: nothing unverified may stay behind.
        Arrays.fill(target, targetOffset, targetOffset + outBytes, (byte) 0);
      }
    }

    in.position(in.limit());
    if (out.hasArray()) {
      out.position(out.position() + outBytes);
    } else {
      out.put(target, 0, outBytes);
    }
  }

  @Override
  public void close() {
    key.destroy();
  }
}
