package io.sealgate.kms.store;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads what {@link SnapshotWriter} wrote, all of it or none: a snapshot is complete before it gets
 * its name, so whatever is missing or different was lost or changed later.
 */
final class SnapshotReader {

  private static final int MAX_HEAD_BYTES = 1 << 12;

  private final InputStream in;
  private final byte[] encodedHead;
  private final byte[] mac;
  private final SnapshotHead head;

  /**
   * Reads the head, which is not authenticated until {@link #readRecords}.
   *
   * @param in the snapshot; not closed
   * @throws IntegrityException if it is not the head of a snapshot
   */
  SnapshotReader(InputStream in) throws IOException {
    this.in = in;
    byte[] magic = read(SnapshotWriter.MAGIC.length);
    if (!Arrays.equals(magic, SnapshotWriter.MAGIC)) {
      throw refused("it is not a snapshot of this version");
    }
    this.encodedHead = read(length(MAX_HEAD_BYTES));
    this.mac = read(RootKey.MAC_BYTES);
    this.head =
        DeterministicCbor.decode(SnapshotHead.FORM, encodedHead, MAX_HEAD_BYTES, Reason.RECORD);
  }

  /** What the snapshot says of itself. */
  SnapshotHead head() {
    return head;
  }

  /**
   * Authenticates the head and reads every record.
   *
   * @throws IntegrityException if anything does not verify, is missing or is too much
   */
  void readRecords(RootKey root, Consumer<SealedRecord> records) throws IOException {
    if (!MessageDigest.isEqual(mac, root.snapshotHeadMac(encodedHead))) {
      throw refused("its head does not verify");
    }
    boolean last = false;
    for (long index = 0; !last; index++) {
      byte[] flag = read(1);
      last = flag[0] != 0;
      byte[] sealed = read(length(SnapshotWriter.MAX_PIECE_BYTES));
      byte[] place = SnapshotWriter.place(head.snapshotId(), index, last);
      Batch batch =
          DeterministicCbor.decode(
              Batch.FORM,
              root.openPiece(place, sealed),
              SnapshotWriter.MAX_PIECE_BYTES,
              Reason.RECORD);
      batch.puts().forEach(records);
    }
    if (in.read() >= 0) {
      throw refused("something follows its end");
    }
  }

  private int length(int maxBytes) throws IOException {
    int lengthBytes = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
    if (lengthBytes < 0 || lengthBytes > maxBytes) {
      throw refused("a length in it is out of range");
    }
    return lengthBytes;
  }

  private byte[] read(int lengthBytes) throws IOException {
    byte[] bytes = in.readNBytes(lengthBytes);
    if (bytes.length < lengthBytes) {
      throw refused("it ends too early");
    }
    return bytes;
  }

  private static IntegrityException refused(String detail) {
    return new IntegrityException(Reason.RECORD, detail);
  }
}
