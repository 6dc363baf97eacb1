package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The header of a stored part, as far as it goes without a key: which part it is, and the part's
 * wrapped data key (FORMAT §2). With the object key it determines all 184 stored bytes.
 *
 * @param identity which part
 * @param wrapIv 12 bytes, the IV that the part data key is wrapped with
 * @param wrappedKey 48 bytes, the part data key under the object key
 */
public record PartHeader(PartIdentity identity, Bytes wrapIv, Bytes wrappedKey) {

  private static final int WRAPPED_KEY_BYTES = AesGcm.KEY_BYTES + AesGcm.TAG_BYTES;

  /** Length of {@link #sealedKey}, what notes and records store of a header besides its salt. */
  public static final int SEALED_KEY_BYTES = AesGcm.IV_BYTES + WRAPPED_KEY_BYTES;

  /** Length of {@link #core}, what the envelope stores of a header. */
  public static final int CORE_BYTES = PartIdentity.SALT_BYTES + SEALED_KEY_BYTES;

  static final int MESSAGE_ID_OFFSET = 3;
  static final int MESSAGE_ID_BYTES = 32;
  static final int COMMITMENT_OFFSET = 136;
  static final int COMMITMENT_BYTES = 32;
  static final int TAG_OFFSET = COMMITMENT_OFFSET + COMMITMENT_BYTES;
  private static final int MARK_OFFSET = MESSAGE_ID_OFFSET + PartIdentity.SALT_BYTES;
  private static final int PART_NUMBER_OFFSET = 23;
  private static final int PLAINTEXT_LENGTH_OFFSET = 27;
  private static final int WRAP_IV_OFFSET = 69;
  private static final int WRAPPED_KEY_OFFSET = 83;

  private static final byte[] VERSION_AND_SUITE = {0x02, 0x04, 0x78};
  private static final byte[] MARK = {'S', 'G', '1', 0};

  /** How many bytes of a body tell whether it starts like a part. */
  public static final int PREFIX_BYTES = MARK_OFFSET + MARK.length;

  /** Checks the lengths. */
  public PartHeader {
    if (wrapIv.lengthBytes() != AesGcm.IV_BYTES || wrappedKey.lengthBytes() != WRAPPED_KEY_BYTES) {
      throw new IllegalArgumentException("a part's key is wrapped in 48 bytes, with an IV of 12");
    }
  }

  /**
   * The header that the envelope's 76 bytes, part number and length determine.
   *
   * @param core {@code salt || EDK IV || wrapped part data key}, 76 bytes
   * @param partNumber 1 to 10,000
   * @param plaintextBytes the plaintext length of this layer's part
   */
  public static PartHeader of(Bytes core, int partNumber, long plaintextBytes) {
    if (core.lengthBytes() != CORE_BYTES) {
      throw new IllegalArgumentException("76 header bytes expected, not " + core.lengthBytes());
    }
    return of(
        new PartIdentity(partNumber, plaintextBytes, core.slice(0, PartIdentity.SALT_BYTES)),
        core.slice(PartIdentity.SALT_BYTES, SEALED_KEY_BYTES));
  }

  /**
   * The header of a part that is known.
   *
   * @param identity which part
   * @param sealedKey {@code EDK IV || wrapped part data key}, 60 bytes
   */
  public static PartHeader of(PartIdentity identity, Bytes sealedKey) {
    return new PartHeader(
        identity,
        sealedKey.slice(0, AesGcm.IV_BYTES),
        sealedKey.slice(AesGcm.IV_BYTES, WRAPPED_KEY_BYTES));
  }

  /**
   * Reads a stored header without a key, so without knowing whether it is genuine.
   *
   * @param stored 184 bytes, borrowed
   * @throws IntegrityException when it is no SG1 header
   */
  public static PartHeader parse(byte[] stored) {
    if (stored.length != PartLayout.HEADER_BYTES) {
      throw new IntegrityException(Reason.HEADER, "has " + stored.length + " bytes");
    }
    ByteBuffer fields = ByteBuffer.wrap(stored);
    int partNumber = fields.getInt(PART_NUMBER_OFFSET);
    long plaintextBytes = fields.getLong(PLAINTEXT_LENGTH_OFFSET);
    if (!PartIdentity.inRange(partNumber, plaintextBytes)) {
      throw new IntegrityException(Reason.HEADER, "names no part that can be");
    }
    PartHeader header =
        new PartHeader(
            new PartIdentity(
                partNumber,
                plaintextBytes,
                Bytes.copyOf(stored, MESSAGE_ID_OFFSET, PartIdentity.SALT_BYTES)),
            Bytes.copyOf(stored, WRAP_IV_OFFSET, AesGcm.IV_BYTES),
            Bytes.copyOf(stored, WRAPPED_KEY_OFFSET, WRAPPED_KEY_BYTES));
    if (!Arrays.equals(header.keylessBytes(), 0, COMMITMENT_OFFSET, stored, 0, COMMITMENT_OFFSET)) {
      throw new IntegrityException(Reason.HEADER, "is not one of SG1");
    }
    return header;
  }

  /**
   * Reads a stored header and verifies all of it.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed
   * @param stored 184 bytes, borrowed
   * @throws IntegrityException when it is no SG1 header or not one under this key
   */
  public static PartHeader open(AesGcm gcm, PartKeys keys, byte[] stored) {
    PartHeader header = parse(stored);
    try (PartMessage message = PartMessage.open(gcm, keys.objectKey(), header)) {
      message.requireHeader(stored);
    }
    return header;
  }

  /**
   * Checks that it belongs to the part at hand.
   *
   * @param expected which part the envelope or completion record names
   * @throws IntegrityException when it is another part's
   */
  public void requireIdentity(PartIdentity expected) {
    if (!identity.equals(expected)) {
      throw new IntegrityException(Reason.HEADER, "of another part");
    }
  }

  /**
   * Whether a body starts like a part: the guard against stripped envelopes (FORMAT §5).
   *
   * @param body its first bytes, at least {@link #PREFIX_BYTES} when it has as many; not consumed
   */
  public static boolean startsLikePart(ByteBuffer body) {
    return startsWith(body, 0, VERSION_AND_SUITE) && startsWith(body, MARK_OFFSET, MARK);
  }

  private static boolean startsWith(ByteBuffer body, int offset, byte[] expected) {
    if (body.remaining() < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (body.get(body.position() + offset + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** What the envelope stores: {@code salt || EDK IV || wrapped part data key}, 76 bytes. */
  public Bytes core() {
    byte[] core = new byte[CORE_BYTES];
    sealedKey().copyInto(core, identity.salt().copyInto(core, 0));
    return Bytes.copyOf(core);
  }

  /** The core without the salt: {@code EDK IV || wrapped part data key}, 60 bytes. */
  public Bytes sealedKey() {
    byte[] sealedKey = new byte[SEALED_KEY_BYTES];
    wrappedKey.copyInto(sealedKey, wrapIv.copyInto(sealedKey, 0));
    return Bytes.copyOf(sealedKey);
  }

  /** Where everything lies in the part. */
  public PartLayout layout() {
    return identity.layout();
  }

  /** All 184 bytes, the last 48, which need the key, still zero. */
  byte[] keylessBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(PartLayout.HEADER_BYTES);
    bytes.put(VERSION_AND_SUITE);
    bytes.put(identity.salt().toArray()).put(MARK);
    bytes.putInt(identity.partNumber()).putLong(identity.plaintextBytes());
    bytes.putShort((short) 0); // encryption context
    bytes.putShort((short) 1); // encrypted data keys
    putField(bytes, "sealgate".getBytes(US_ASCII));
    byte[] keyName = "object-key".getBytes(US_ASCII);
    bytes.putShort((short) (keyName.length + 2 * Integer.BYTES + AesGcm.IV_BYTES));
    bytes.put(keyName).putInt(AesGcm.TAG_BYTES * Byte.SIZE).putInt(AesGcm.IV_BYTES);
    bytes.put(wrapIv.toArray());
    putField(bytes, wrappedKey.toArray());
    bytes.put((byte) 2); // content type: framed
    bytes.putInt(PartLayout.FRAME_PLAINTEXT_BYTES);
    return bytes.array();
  }

  private static void putField(ByteBuffer bytes, byte[] field) {
    bytes.putShort((short) field.length).put(field);
  }
}
