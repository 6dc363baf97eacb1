package io.sealgate.kms.store;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.cbor.DeterministicCbor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads a journal to its end, or to the point where a crash cut the last commit short. */
final class JournalReader {

  /**
   * Where a journal ends.
   *
   * @param validBytes everything after them is a cut-off commit, which nobody was told of
   * @param sequence the last commit
   * @param chain what the next entry is chained to
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from the reader to the writer, once
  record End(long validBytes, long sequence, byte[] chain) {}

  private JournalReader() {}

  /**
   * Reads every complete entry.
   *
   * @param in the journal; not closed
   * @param root what it is sealed under
   * @param snapshot what it continues
   * @param commits gets the content of each entry, in order
   * @throws IntegrityException if something that may have been acknowledged does not verify
   */
  static End read(InputStream in, RootKey root, SnapshotHead snapshot, Consumer<Batch> commits)
      throws IOException {
    byte[] fileHead = in.readNBytes(JournalFormat.FILE_HEAD_BYTES);
    if (!Arrays.equals(fileHead, JournalFormat.fileHead(snapshot.snapshotId()))) {
      throw new IntegrityException(Reason.RECORD, "it does not continue the snapshot");
    }
    End end = new End(fileHead.length, snapshot.sequence(), snapshot.snapshotId().toArray());
    while (true) {
      byte[] head = in.readNBytes(JournalFormat.ENTRY_HEAD_BYTES);
      if (head.length < JournalFormat.ENTRY_HEAD_BYTES) {
        return end;
      }
      if (!JournalFormat.verifies(root, end.chain, end.sequence + 1, head)) {
        if (UnfinishedEntry.begins(root, end, head, in)) {
          return end;
        }
        throw refused(end);
      }
      int sealedBytes = allowedLength(end, head);
      byte[] sealed = in.readNBytes(sealedBytes);
      if (sealed.length < sealedBytes) {
        return end;
      }
      commits.accept(open(root, end, head, sealed));
      end =
          new End(
              end.validBytes + head.length + sealed.length,
              end.sequence + 1,
              JournalFormat.chainAfter(sealed));
    }
  }

  private static int allowedLength(End before, byte[] head) {
    int sealedBytes = JournalFormat.sealedBytes(head);
    if (sealedBytes < SealingKey.OVERHEAD_BYTES || sealedBytes > JournalFormat.MAX_SEALED_BYTES) {
      throw refused(before);
    }
    return sealedBytes;
  }

  private static Batch open(RootKey root, End before, byte[] head, byte[] sealed) {
    try {
      byte[] content = root.openEntry(head, sealed);
      return DeterministicCbor.decode(
          Batch.FORM, content, JournalFormat.MAX_CONTENT_BYTES, Reason.RECORD);
    } catch (IntegrityException _) {
      throw refused(before);
    }
  }

  private static IntegrityException refused(End before) {
    return new IntegrityException(
        Reason.RECORD, "entry " + (before.sequence + 1) + " does not verify");
  }
}
