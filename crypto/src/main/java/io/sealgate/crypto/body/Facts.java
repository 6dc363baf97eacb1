package io.sealgate.crypto.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a part's plaintext, as its last 192 bytes keep it (FORMAT §2): readable with the
 * object secret and nothing else of the body.
 *
 * <p>{@code iv(12) || AES-256-GCM(facts key, iv, record(164), AAD = "SG1 facts")(180)}; record =
 * {@code u32 part number || u64 plaintext length || salt(16) || (u8 type || u8 length || value)*},
 * then zeros.
 *
 * @param identity which part, as its header says
 * @param digests digests of its plaintext
 */
public record Facts(PartIdentity identity, Digests digests) {

  private static final byte[] AAD = "SG1 facts".getBytes(US_ASCII);
  private static final int RECORD_BYTES =
      PartLayout.FACTS_BYTES - AesGcm.IV_BYTES - AesGcm.TAG_BYTES;
  private static final int IDENTITY_BYTES = Integer.BYTES + Long.BYTES + PartIdentity.SALT_BYTES;

  /**
   * Opens stored facts.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed
   * @param stored 192 bytes, borrowed
   * @throws IntegrityException when they are not genuine
   */
  public static Facts open(AesGcm gcm, PartKeys keys, byte[] stored) {
    return open(gcm, keys.factsKey(), stored);
  }

  static Facts open(AesGcm gcm, byte[] factsKey, byte[] stored) {
    if (stored.length != PartLayout.FACTS_BYTES) {
      throw new IntegrityException(Reason.FACTS, "has " + stored.length + " bytes");
    }
    byte[] iv = Arrays.copyOf(stored, AesGcm.IV_BYTES);
    byte[] sealed = Arrays.copyOfRange(stored, AesGcm.IV_BYTES, stored.length);
    return parse(gcm.open(Reason.FACTS, factsKey, iv, AAD, sealed));
  }

  /** Seals them into 192 bytes. */
  byte[] seal(AesGcm gcm, byte[] factsKey, byte[] iv) {
    byte[] sealed = gcm.seal(factsKey, iv, AAD, record());
    return ByteBuffer.allocate(PartLayout.FACTS_BYTES).put(iv).put(sealed).array();
  }

  /**
   * Checks that they belong to the part at hand.
   *
   * @param expected which part the header, envelope or completion record names
   * @throws IntegrityException when they are another part's
   */
  public void requireIdentity(PartIdentity expected) {
    if (!identity.equals(expected)) {
      throw new IntegrityException(Reason.FACTS, "of another part");
    }
  }

  private byte[] record() {
    int digestsBytes = 0;
    for (DigestType type : digests.values().keySet()) {
      digestsBytes += 2 + type.lengthBytes();
    }
    if (IDENTITY_BYTES + digestsBytes > RECORD_BYTES) {
      throw new IllegalArgumentException("more digests than facts hold: " + digests);
    }
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    record.putInt(identity.partNumber()).putLong(identity.plaintextBytes());
    record.put(identity.salt().toArray());
    digests
        .values()
        .forEach((type, value) ->
            record.put((byte) type.code()).put((byte) type.lengthBytes()).put(value.toArray()));
    return record.array();
  }

  /** Reads a record; package-private, so that fuzzing needs no key. */
  static Facts parse(byte[] record) {
    ByteBuffer fields = ByteBuffer.wrap(record);
    int partNumber = fields.getInt();
    long plaintextBytes = fields.getLong();
    if (!PartIdentity.inRange(partNumber, plaintextBytes)) {
      throw new IntegrityException(Reason.FACTS, "name no part that can be");
    }
    Bytes salt = take(fields, PartIdentity.SALT_BYTES);
    PartIdentity identity = new PartIdentity(partNumber, plaintextBytes, salt);

    Map<DigestType, Bytes> digests = new EnumMap<>(DigestType.class);
    while (fields.hasRemaining()) {
      int code = Byte.toUnsignedInt(fields.get());
      if (code == 0) {
        requireZeros(fields);
        break;
      }
      if (!fields.hasRemaining()) {
        throw new IntegrityException(Reason.FACTS, "end inside a digest");
      }
      Bytes value = take(fields, Byte.toUnsignedInt(fields.get()));
      Optional<DigestType> type = DigestType.ofCode(code);
      if (type.isPresent() && !isNewDigest(type.get(), value, digests)) {
        throw new IntegrityException(Reason.FACTS, "hold a digest twice, or cut");
      }
      type.ifPresent(known -> digests.put(known, value));
    }
    return new Facts(identity, new Digests(digests));
  }

  private static boolean isNewDigest(DigestType type, Bytes value, Map<DigestType, Bytes> digests) {
    return value.lengthBytes() == type.lengthBytes() && !digests.containsKey(type);
  }

  private static Bytes take(ByteBuffer fields, int lengthBytes) {
    if (fields.remaining() < lengthBytes) {
      throw new IntegrityException(Reason.FACTS, "end inside a value");
    }
    byte[] value = new byte[lengthBytes];
    fields.get(value);
    return Bytes.copyOf(value);
  }

  private static void requireZeros(ByteBuffer fields) {
    while (fields.hasRemaining()) {
      if (fields.get() != 0) {
        throw new IntegrityException(Reason.FACTS, "go on behind their end");
      }
    }
  }
}
