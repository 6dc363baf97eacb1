package io.sealgate.crypto.multipart;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Seals completion records, opens them, and reads their clear part without a key (FORMAT §4). It
 * keeps no key.
 */
public final class RecordSealer {

  /** Longer records are refused unread. */
  public static final int MAX_RECORD_BYTES =
      RecordLayoutForm.MAX_BYTES + RecordPrivateForm.MAX_BYTES + 1024;

  private static final byte[] MAGIC = "SG1R".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AAD_PREFIX = "SG1 record".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = MAGIC.length + 1 + Integer.BYTES;

  private final AesGcm aesGcm;
  private final RandomBytes random;

  /**
   * A sealer.
   *
   * @param aesGcm the cipher
   * @param random where the IVs come from
   */
  public RecordSealer(AesGcm aesGcm, RandomBytes random) {
    this.aesGcm = aesGcm;
    this.random = random;
  }

  /**
   * Seals a record.
   *
   * @param completion what it says
   * @param id the id that the object's envelope carries
   * @param keys the object's, borrowed
   * @return the bytes to store
   */
  public byte[] seal(CompletionRecord completion, RecordId id, MultipartKeys keys) {
    byte[] layout = RecordLayoutForm.encode(completion.layout());
    byte[] iv = random.bytes(AesGcm.IV_BYTES);
    byte[] sealed =
        aesGcm.seal(
            keys.borrowRecordKey(), iv, aad(id, layout), RecordPrivateForm.encode(completion));
    return ByteBuffer.allocate(HEAD_BYTES + layout.length + iv.length + sealed.length)
        .put(MAGIC)
        .put(VERSION)
        .putInt(layout.length)
        .put(layout)
        .put(iv)
        .put(sealed)
        .array();
  }

  /**
   * Opens a record.
   *
   * @param stored the stored bytes, borrowed
   * @param id the id in the object's opened envelope
   * @param keys the object's, borrowed
   * @throws IntegrityException ({@code RECORD}) when it is malformed, or not the record of that id
   *     under that key
   */
  public CompletionRecord open(byte[] stored, RecordId id, MultipartKeys keys) {
    ByteBuffer in = ByteBuffer.wrap(stored);
    byte[] layout = clearPart(in);
    byte[] iv = new byte[AesGcm.IV_BYTES];
    if (in.remaining() < iv.length) {
      throw malformed("is cut");
    }
    in.get(iv);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    byte[] opened = aesGcm.open(Reason.RECORD, keys.borrowRecordKey(), iv, aad(id, layout), sealed);
    return RecordPrivateForm.decode(opened, RecordLayoutForm.decode(layout));
  }

  /**
   * Reads the clear part without a key, for HEAD and listings only: it is a claim that never serves
   * a GET (FORMAT §4).
   *
   * @param stored the stored bytes, borrowed
   * @throws IntegrityException ({@code RECORD}) when it is malformed
   */
  public static RecordLayout readUnopened(byte[] stored) {
    return RecordLayoutForm.decode(clearPart(ByteBuffer.wrap(stored)));
  }

  private static byte[] clearPart(ByteBuffer in) {
    if (in.remaining() < HEAD_BYTES || in.remaining() > MAX_RECORD_BYTES) {
      throw malformed("has no record's size");
    }
    for (byte expected : MAGIC) {
      if (in.get() != expected) {
        throw malformed("does not start as one");
      }
    }
    if (in.get() != VERSION) {
      throw malformed("has an unknown version");
    }
    int layoutBytes = in.getInt();
    if (layoutBytes < 0 || layoutBytes > in.remaining()) {
      throw malformed("is cut");
    }
    byte[] layout = new byte[layoutBytes];
    in.get(layout);
    return layout;
  }

  private static byte[] aad(RecordId id, byte[] layout) {
    return ByteBuffer.allocate(
            AAD_PREFIX.length + RecordId.LENGTH_BYTES + 1 + Integer.BYTES + layout.length)
        .put(AAD_PREFIX)
        .put(id.value().toArray())
        .put(VERSION)
        .putInt(layout.length)
        .put(layout)
        .array();
  }

  private static IntegrityException malformed(String detail) {
    return new IntegrityException(Reason.RECORD, detail);
  }
}
