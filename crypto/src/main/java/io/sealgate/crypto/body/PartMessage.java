package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.Hkdf;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.aead.GcmCipher;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One part's Encryption SDK message: its header with key, all 184 bytes of it, and the cipher of
 * its frames (FORMAT §1, §2).
 */
final class PartMessage implements AutoCloseable {

  private static final byte[] NOTHING = {};
  private static final byte[] HEADER_TAG_IV = new byte[AesGcm.IV_BYTES];
  private static final byte[] MESSAGE_KEY_INFO = {
    0x04, 0x78, 'D', 'E', 'R', 'I', 'V', 'E', 'K', 'E', 'Y'
  };
  private static final byte[] COMMITMENT_INFO = "COMMITKEY".getBytes(US_ASCII);

  private final PartHeader header;
  private final byte[] headerBytes;
  private final FrameCipher frames;

  private PartMessage(PartHeader header, byte[] headerBytes, FrameCipher frames) {
    this.header = header;
    this.headerBytes = headerBytes;
    this.frames = frames;
  }

  /** A new attempt at a part, with a data key of its own. */
  static PartMessage create(
      AesGcm gcm, byte[] objectKey, RandomBytes random, int partNumber, long plaintextBytes) {
    byte[] dataKey = random.bytes(AesGcm.KEY_BYTES);
    try {
      byte[] wrapIv = random.bytes(AesGcm.IV_BYTES);
      Bytes salt = Bytes.copyOf(random.bytes(PartIdentity.SALT_BYTES));
      Bytes wrappedKey = Bytes.copyOf(gcm.seal(objectKey, wrapIv, NOTHING, dataKey));
      PartIdentity identity = new PartIdentity(partNumber, plaintextBytes, salt);
      return derive(gcm, dataKey, new PartHeader(identity, Bytes.copyOf(wrapIv), wrappedKey));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * The message that a header belongs to.
   *
   * @throws IntegrityException when its data key is not wrapped by this object key
   */
  static PartMessage open(AesGcm gcm, byte[] objectKey, PartHeader header) {
    byte[] dataKey =
        gcm.open(
            Reason.HEADER,
            objectKey,
            header.wrapIv().toArray(),
            NOTHING,
            header.wrappedKey().toArray());
    try {
      return derive(gcm, dataKey, header);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * The message that a stored header begins, verified in whole.
   *
   * @param expected which part it must be
   * @throws IntegrityException when it is another part's header, or none under this object key
   */
  static PartMessage openStored(
      AesGcm gcm, byte[] objectKey, PartIdentity expected, byte[] stored) {
    PartHeader header = PartHeader.parse(stored);
    header.requireIdentity(expected);
    PartMessage message = open(gcm, objectKey, header);
    try {
      message.requireHeader(stored);
      return message;
    } catch (IntegrityException e) {
      message.close(); // no caller will
      throw e;
    }
  }

  private static PartMessage derive(AesGcm gcm, byte[] dataKey, PartHeader header) {
    byte[] bytes = header.keylessBytes();
    byte[] messageId =
        Arrays.copyOfRange(
            bytes,
            PartHeader.MESSAGE_ID_OFFSET,
            PartHeader.MESSAGE_ID_OFFSET + PartHeader.MESSAGE_ID_BYTES);
    Hkdf derivation = Hkdf.extractSha512(dataKey, messageId);
    byte[] commitment = derivation.expand(COMMITMENT_INFO, PartHeader.COMMITMENT_BYTES);
    System.arraycopy(
        commitment, 0, bytes, PartHeader.COMMITMENT_OFFSET, PartHeader.COMMITMENT_BYTES);

    byte[] messageKey = derivation.expand(MESSAGE_KEY_INFO, AesGcm.KEY_BYTES);
    try {
      GcmCipher cipher = gcm.cipher(messageKey);
      ByteBuffer tag =
          ByteBuffer.wrap(bytes, PartHeader.TAG_OFFSET, bytes.length - PartHeader.TAG_OFFSET);
      cipher.seal(
          HEADER_TAG_IV,
          Arrays.copyOf(bytes, PartHeader.TAG_OFFSET),
          ByteBuffer.wrap(NOTHING),
          tag);
      return new PartMessage(header, bytes, new FrameCipher(cipher, messageId));
    } finally {
      Arrays.fill(messageKey, (byte) 0);
    }
  }

  PartHeader header() {
    return header;
  }

  /** The header as stored. */
  ByteBuffer headerBytes() {
    return ByteBuffer.wrap(headerBytes).asReadOnlyBuffer();
  }

  FrameCipher frames() {
    return frames;
  }

  /**
   * Compares a stored header with the one that must be there, commitment and tag included, in
   * constant time.
   *
   * @throws IntegrityException when they differ
   */
  void requireHeader(byte[] stored) {
    if (!MessageDigest.isEqual(headerBytes, stored)) {
      throw new IntegrityException(Reason.HEADER, "does not verify");
    }
  }

  @Override
  public void close() {
    frames.close();
  }
}
