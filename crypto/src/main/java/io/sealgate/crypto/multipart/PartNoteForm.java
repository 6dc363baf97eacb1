package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.CborReader;
import io.sealgate.crypto.cbor.CborWriter;
import io.sealgate.crypto.cbor.DeterministicCbor;
import org.jspecify.annotations.Nullable;

/** The CBOR map of a part note (FORMAT §4). */
final class PartNoteForm implements CborForm<PartNote> {

  /** All digests that there are, and some. */
  static final int MAX_BYTES = 1024;

  private static final PartNoteForm FORM = new PartNoteForm();

  private static final int PART_NUMBER = 1;
  private static final int BACKEND_ETAG = 2;
  private static final int PLAINTEXT_BYTES = 3;
  private static final int SALTS = 4;
  private static final int DIGESTS = 5;
  private static final int SEALED_KEYS = 6;

  private PartNoteForm() {}

  static byte[] encode(PartNote note) {
    return DeterministicCbor.encode(FORM, note);
  }

  static PartNote decode(byte[] encoded) {
    return DeterministicCbor.decode(FORM, encoded, MAX_BYTES, Reason.NOTE);
  }

  @Override
  public PartNote read(CborReader in) {
    int partNumber = 0;
    @Nullable String backendETag = null;
    long plaintextBytes = -1;
    @Nullable Bytes salts = null;
    @Nullable Digests digests = null;
    Bytes sealedKeys = Bytes.EMPTY;
    in.openMap();
    for (int key = in.nextKey(); key != CborReader.END; key = in.nextKey()) {
      switch (key) {
        case PART_NUMBER -> partNumber = in.unsignedInteger(PartIdentity.MAX_PART_NUMBER);
        case BACKEND_ETAG -> backendETag = in.text(PartNote.MAX_ETAG_CHARACTERS);
        case PLAINTEXT_BYTES ->
            plaintextBytes = in.unsignedInteger(PartLayout.MAX_OBJECT_STORED_BYTES);
        case SALTS -> salts = in.bytes(PartIdentity.SALT_BYTES, 2 * PartIdentity.SALT_BYTES);
        case DIGESTS -> digests = DigestsForm.read(in);
        case SEALED_KEYS ->
            sealedKeys = in.bytes(PartHeader.SEALED_KEY_BYTES, 2 * PartHeader.SEALED_KEY_BYTES);
        default -> throw in.refused("known field");
      }
    }
    if (backendETag == null || salts == null || digests == null) {
      throw in.refused("mandatory field");
    }
    return new PartNote(partNumber, backendETag, plaintextBytes, salts, digests, sealedKeys);
  }

  @Override
  public void write(PartNote note, CborWriter out) {
    boolean withKeys = note.sealedKeys().lengthBytes() > 0;
    out.openMap(withKeys ? 6 : 5).key(PART_NUMBER).unsignedInteger(note.partNumber());
    out.key(BACKEND_ETAG).text(note.backendETag());
    out.key(PLAINTEXT_BYTES).unsignedInteger(note.plaintextBytes());
    out.key(SALTS).bytes(note.salts()).key(DIGESTS);
    DigestsForm.write(note.digests(), out);
    if (withKeys) {
      out.key(SEALED_KEYS).bytes(note.sealedKeys());
    }
    out.closeMap();
  }
}
