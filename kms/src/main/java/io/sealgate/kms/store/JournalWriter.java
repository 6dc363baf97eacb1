package io.sealgate.kms.store;

import io.sealgate.crypto.cbor.DeterministicCbor;
import java.io.IOException;

/** Appends commits to a journal; each is on the disk when {@link #append} returns. */
final class JournalWriter implements AutoCloseable {

  private final JournalFile file;
  private final RootKey root;
  private JournalReader.End end;

  /**
   * Continues a journal.
   *
   * @param file closed with this
   * @param root what it is sealed under
   * @param end where it ends
   */
  JournalWriter(JournalFile file, RootKey root, JournalReader.End end) {
    this.file = file;
    this.root = root;
    this.end = end;
  }

  /** The last commit. */
  long sequence() {
    return end.sequence();
  }

  /** How long the journal is. */
  long lengthBytes() {
    return end.validBytes();
  }

  /**
   * Appends the next commit and waits until it is on the disk.
   *
   * @throws IOException if that is not certain; nothing may be appended after it
   * @throws IllegalArgumentException if it is too large; nothing was written
   */
  void append(Batch batch) throws IOException {
    byte[] content = DeterministicCbor.encode(Batch.FORM, batch);
    if (content.length > JournalFormat.MAX_CONTENT_BYTES) {
      throw new IllegalArgumentException("a commit of " + content.length + " bytes is too large");
    }
    int sealedBytes = content.length + SealingKey.OVERHEAD_BYTES;
    long sequence = end.sequence() + 1;
    byte[] head = JournalFormat.entryHead(root, end.chain(), sequence, sealedBytes);
    byte[] sealed = root.sealEntry(head, content);
    // A file may have its new size before its new bytes. The head makes the commit, and must not be
    // there without what it stands for.
    file.write(end.validBytes() + head.length, sealed);
    file.sync();
    file.write(end.validBytes(), head);
    file.sync();
    end =
        new JournalReader.End(
            end.validBytes() + head.length + sealed.length,
            sequence,
            JournalFormat.chainAfter(sealed));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
