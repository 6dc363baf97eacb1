package io.sealgate.crypto.multipart;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.envelope.RecordId;
import io.sealgate.crypto.key.MultipartKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Seals part notes into the names of empty objects, and opens them (FORMAT §4). It keeps no key.
 */
public final class NoteSealer {

  private static final byte[] AAD_PREFIX = "SG1 note".getBytes(StandardCharsets.US_ASCII);

  private final AesGcm aesGcm;
  private final RandomBytes random;

  /**
   * A sealer.
   *
   * @param aesGcm the cipher
   * @param random where the IVs come from
   */
  public NoteSealer(AesGcm aesGcm, RandomBytes random) {
    this.aesGcm = aesGcm;
    this.random = random;
  }

  /**
   * Seals a note into the name that holds it.
   *
   * @param note what it says
   * @param id the record id in the upload's envelope
   * @param uploadId the backend's upload id
   * @param keys the object's, borrowed
   */
  public NoteName seal(PartNote note, RecordId id, String uploadId, MultipartKeys keys) {
    byte[] iv = random.bytes(AesGcm.IV_BYTES);
    byte[] sealed =
        aesGcm.seal(keys.borrowNoteKey(), iv, aad(id, uploadId), PartNoteForm.encode(note));
    byte[] ivAndSealed = Arrays.copyOf(iv, iv.length + sealed.length);
    System.arraycopy(sealed, 0, ivAndSealed, iv.length, sealed.length);
    return NoteName.of(note, ivAndSealed);
  }

  /**
   * Opens the note that a name holds.
   *
   * @param name as it was listed
   * @param id the record id in the upload's envelope
   * @param uploadId the backend's upload id
   * @param keys the object's, borrowed
   * @throws IntegrityException ({@code NOTE}) when it is malformed, not a note of that upload under
   *     that key, or of another part or ETag than its name says
   */
  public PartNote open(NoteName name, RecordId id, String uploadId, MultipartKeys keys) {
    byte[] ivAndSealed = name.sealed().toArray();
    if (ivAndSealed.length < AesGcm.IV_BYTES) {
      throw new IntegrityException(Reason.NOTE, "is cut");
    }
    byte[] iv = Arrays.copyOf(ivAndSealed, AesGcm.IV_BYTES);
    byte[] sealed = Arrays.copyOfRange(ivAndSealed, AesGcm.IV_BYTES, ivAndSealed.length);
    PartNote note =
        PartNoteForm.decode(
            aesGcm.open(Reason.NOTE, keys.borrowNoteKey(), iv, aad(id, uploadId), sealed));
    if (note.partNumber() != name.partNumber() || !note.backendETag().equals(name.backendETag())) {
      throw new IntegrityException(Reason.NOTE, "lies under another part's name");
    }
    return note;
  }

  private static byte[] aad(RecordId id, String uploadId) {
    byte[] upload = uploadId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(
            AAD_PREFIX.length + RecordId.LENGTH_BYTES + Integer.BYTES + upload.length)
        .put(AAD_PREFIX)
        .put(id.value().toArray())
        .putInt(upload.length)
        .put(upload)
        .array();
  }
}
