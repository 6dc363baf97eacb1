package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a whole store as a stream of bytes.
 *
 * <p>{@code snapshot := "SGKS" || u8 1 || u32 n || head(n, CBOR) || mac(16) || piece*}, {@code
 * piece := u8 last || u32 n || sealed(n)}; a piece is bound to the snapshot's id, its number and
 * whether it is the last, and there is always a last one.
 */
final class SnapshotWriter {

  static final byte[] MAGIC = "SGKS\1".getBytes(StandardCharsets.ISO_8859_1);
  static final int MAX_PIECE_BYTES = 1 << 20;

  private static final int PIECE_BYTES = 1 << 18;

  private SnapshotWriter() {}

  /**
   * Writes a snapshot.
   *
   * @param out where to; not closed
   * @param root what it is sealed under
   * @param head what it says of itself
   * @param records all of them
   */
  static void write(
      OutputStream out, RootKey root, SnapshotHead head, Iterable<SealedRecord> records)
      throws IOException {
    byte[] encodedHead = DeterministicCbor.encode(SnapshotHead.FORM, head);
    DataOutputStream data = new DataOutputStream(out);
    data.write(MAGIC);
    data.writeInt(encodedHead.length);
    data.write(encodedHead);
    data.write(root.snapshotHeadMac(encodedHead));

    long index = 0;
    long pieceBytes = 0;
    List<SealedRecord> piece = new ArrayList<>();
    for (SealedRecord record : records) {
      if (pieceBytes >= PIECE_BYTES || piece.size() == RecordStore.MAX_CHANGES) {
        writePiece(data, root, place(head.snapshotId(), index++, false), piece);
        piece.clear();
        pieceBytes = 0;
      }
      piece.add(record);
      pieceBytes += record.sealed().lengthBytes();
    }
    writePiece(data, root, place(head.snapshotId(), index, true), piece);
    data.flush();
  }

  /** {@code snapshot id || u64 number || u8 last}. */
  static byte[] place(Bytes snapshotId, long index, boolean last) {
    return ByteBuffer.allocate(SnapshotHead.ID_BYTES + Long.BYTES + 1)
        .put(snapshotId.toArray())
        .putLong(index)
        .put((byte) (last ? 1 : 0))
        .array();
  }

  private static void writePiece(
      DataOutputStream out, RootKey root, byte[] place, List<SealedRecord> records)
      throws IOException {
    Batch batch = new Batch(records, List.of());
    byte[] sealed = root.sealPiece(place, DeterministicCbor.encode(Batch.FORM, batch));
    out.write(place[place.length - 1]);
    out.writeInt(sealed.length);
    out.write(sealed);
  }
}
