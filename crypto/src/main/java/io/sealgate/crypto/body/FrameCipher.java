package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.aead.GcmCipher;
import java.nio.ByteBuffer;

/**
 * Seals and opens the frames of one part (FORMAT §2; Encryption SDK message format 2). Rebuilds
 * every sequence, IV and length field itself: none is ever believed.
 *
 * <p>Regular frame: {@code u32 sequence || IV(12) || ciphertext || tag(16)}; final frame: {@code
 * FFFFFFFF || u32 sequence || IV(12) || u32 length || ciphertext || tag(16)}. Sequences count from
 * 1, the IV is the sequence as a 96-bit integer.
 */
final class FrameCipher implements AutoCloseable {

  private static final int FINAL_MARK = 0xFFFF_FFFF;
  private static final int IV_SEQUENCE_OFFSET = AesGcm.IV_BYTES - Integer.BYTES;

  private final GcmCipher cipher;
  private final byte[] regularAad;
  private final byte[] finalAad;
  private final byte[] iv = new byte[AesGcm.IV_BYTES];
  private final ByteBuffer regularFields;
  private final ByteBuffer finalFields;
  private final ByteBuffer ivFields = ByteBuffer.wrap(iv);

  /** Takes ownership of the cipher. */
  FrameCipher(GcmCipher cipher, byte[] messageId) {
    this.cipher = cipher;
    this.regularAad = aad(messageId, "AWSKMSEncryptionClient Frame");
    this.finalAad = aad(messageId, "AWSKMSEncryptionClient Final Frame");
    this.regularFields = ByteBuffer.wrap(regularAad);
    this.finalFields = ByteBuffer.wrap(finalAad);
  }

  /** {@code message id || string || u32 sequence || u64 plaintext length}, the numbers still 0. */
  private static byte[] aad(byte[] messageId, String content) {
    byte[] text = content.getBytes(US_ASCII);
    return ByteBuffer.allocate(messageId.length + text.length + Integer.BYTES + Long.BYTES)
        .put(messageId)
        .put(text)
        .array();
  }

  /** Seals 65,536 bytes as the regular frame with that index. */
  void sealRegular(long frame, ByteBuffer in, ByteBuffer out) {
    int sequence = sequence(frame);
    setFields(regularFields, sequence, in.remaining());
    out.putInt(sequence).put(iv);
    cipher.seal(iv, regularAad, in, out);
  }

  /** Seals the last 0 to 65,535 bytes as the final frame, whose index is that. */
  void sealFinal(long frame, ByteBuffer in, ByteBuffer out) {
    int sequence = sequence(frame);
    setFields(finalFields, sequence, in.remaining());
    out.putInt(FINAL_MARK).putInt(sequence).put(iv).putInt(in.remaining());
    cipher.seal(iv, finalAad, in, out);
  }

  /**
   * Opens a whole regular frame.
   *
   * @throws IntegrityException when it is not the genuine one with that index
   */
  void openRegular(long frame, ByteBuffer in, ByteBuffer out) {
    int sequence = sequence(frame);
    setFields(regularFields, sequence, PartLayout.FRAME_PLAINTEXT_BYTES);
    boolean expected = in.getInt() == sequence;
    expected &= ivIsNext(in);
    require(expected);
    cipher.open(Reason.FRAME, iv, regularAad, in, out);
  }

  /**
   * Opens the whole final frame.
   *
   * @throws IntegrityException when it is not the genuine one with that index and length
   */
  void openFinal(long frame, ByteBuffer in, ByteBuffer out) {
    int sequence = sequence(frame);
    int plaintextBytes = in.remaining() - PartLayout.FINAL_FRAME_OVERHEAD_BYTES;
    setFields(finalFields, sequence, plaintextBytes);
    boolean expected = in.getInt() == FINAL_MARK;
    expected &= in.getInt() == sequence;
    expected &= ivIsNext(in);
    expected &= in.getInt() == plaintextBytes;
    require(expected);
    cipher.open(Reason.FRAME, iv, finalAad, in, out);
  }

  private static int sequence(long frame) {
    return (int) (frame + 1); // a u32; PartLayout keeps it below 2^32
  }

  private void setFields(ByteBuffer aad, int sequence, long plaintextBytes) {
    aad.putInt(aad.capacity() - Long.BYTES - Integer.BYTES, sequence);
    aad.putLong(aad.capacity() - Long.BYTES, plaintextBytes);
    ivFields.putInt(IV_SEQUENCE_OFFSET, sequence);
  }

  private boolean ivIsNext(ByteBuffer in) {
    boolean same = true;
    for (byte expected : iv) {
      same &= in.get() == expected;
    }
    return same;
  }

  private static void require(boolean expected) {
    if (!expected) {
      throw new IntegrityException(Reason.FRAME, "is not the next one");
    }
  }

  @Override
  public void close() {
    cipher.close();
  }
}
