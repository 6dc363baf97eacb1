package io.sealgate.crypto.document;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.crypto.key.CommittedKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A document as it is stored (FORMAT §8): it says which key opens it and holds its content sealed.
 * It is well-formed, yet nothing in it is trusted until {@link DocumentSealer} has opened it.
 *
 * @param keyArn the ARN of the KMS key that wrapped the data key, which the reader must know for
 *     the service key before it asks KMS
 * @param wrappedKey the KMS ciphertext blob of the data key
 * @param salt 32 bytes
 * @param commitment 32 bytes
 * @param sealed the encrypted content and its tag
 */
public record SealedDocument(
    String keyArn, Bytes wrappedKey, Bytes salt, Bytes commitment, Bytes sealed) {

  /** The longest content: policies and configurations have a few KiB, upload documents less. */
  public static final int MAX_CONTENT_BYTES = 256 * 1024;

  /** Longer documents are refused unread. */
  public static final int MAX_STORED_BYTES =
      MAX_CONTENT_BYTES
          + AesGcm.TAG_BYTES
          + Wrapping.Kms.MAX_KEY_ARN_BYTES
          + Wrapping.Kms.MAX_WRAPPED_KEY_BYTES
          + 256;

  private static final byte[] MAGIC = "SG1D".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  /** Checks sizes. */
  public SealedDocument {
    int arnBytes = keyArn.getBytes(StandardCharsets.UTF_8).length;
    if (arnBytes == 0
        || arnBytes > Wrapping.Kms.MAX_KEY_ARN_BYTES
        || wrappedKey.lengthBytes() == 0
        || wrappedKey.lengthBytes() > Wrapping.Kms.MAX_WRAPPED_KEY_BYTES
        || salt.lengthBytes() != CommittedKey.SALT_BYTES
        || commitment.lengthBytes() != CommittedKey.COMMITMENT_BYTES
        || sealed.lengthBytes() < AesGcm.TAG_BYTES
        || sealed.lengthBytes() > MAX_CONTENT_BYTES + AesGcm.TAG_BYTES) {
      throw new IllegalArgumentException("a piece has not its size");
    }
  }

  /**
   * Reads a stored document.
   *
   * @param stored all its bytes, borrowed
   * @throws IntegrityException ({@code DOCUMENT}) when it is malformed or of an unknown version
   */
  public static SealedDocument parse(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    if (stored.length > MAX_STORED_BYTES || stored.length < MAGIC.length + 1) {
      throw malformed("has no document's size");
    }
    for (byte expected : MAGIC) {
      if (in.get() != expected) {
        throw malformed("does not start as one");
      }
    }
    if (in.get() != VERSION) {
      throw malformed("has an unknown version");
    }
    byte[] keyArn = lengthPrefixed(in);
    byte[] wrappedKey = lengthPrefixed(in);
    byte[] salt = next(in, CommittedKey.SALT_BYTES);
    byte[] commitment = next(in, CommittedKey.COMMITMENT_BYTES);
    byte[] sealed = next(in, in.remaining());
    try {
      return new SealedDocument(
          utf8(keyArn),
          Bytes.copyOf(wrappedKey),
          Bytes.copyOf(salt),
          Bytes.copyOf(commitment),
          Bytes.copyOf(sealed));
    } catch (IllegalArgumentException _) {
      throw malformed("has a piece that has not its size");
    }
  }

  /** The bytes to store. */
  public byte[] stored() {
    byte[] arn = keyArn.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(
            MAGIC.length
                + 1
                + 2 * Integer.BYTES
                + arn.length
                + wrappedKey.lengthBytes()
                + salt.lengthBytes()
                + commitment.lengthBytes()
                + sealed.lengthBytes())
        .put(MAGIC)
        .put(VERSION)
        .putInt(arn.length)
        .put(arn)
        .putInt(wrappedKey.lengthBytes())
        .put(wrappedKey.toArray())
        .put(salt.toArray())
        .put(commitment.toArray())
        .put(sealed.toArray())
        .array();
  }

  @Override
  public String toString() {
    return "SealedDocument[" + sealed.lengthBytes() + "]";
  }

  private static byte[] lengthPrefixed(ByteBuffer in) {
    if (in.remaining() < Integer.BYTES) {
      throw malformed("is cut");
    }
    return next(in, in.getInt());
  }

  private static byte[] next(ByteBuffer in, int lengthBytes) {
    if (lengthBytes < 0 || lengthBytes > in.remaining()) {
      throw malformed("is cut");
    }
    byte[] bytes = new byte[lengthBytes];
    in.get(bytes);
    return bytes;
  }

  private static String utf8(byte[] bytes) {
    try {
      // A fresh decoder reports malformed input; the String constructor would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("names a key that is no text");
    }
  }

  private static IntegrityException malformed(String detail) {
    return new IntegrityException(Reason.DOCUMENT, detail);
  }
}
