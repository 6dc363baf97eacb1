package io.sealgate.kms.store;

import java.io.IOException;
import java.io.RandomAccessFile;

/** The file that a journal is written to, as far as it is written to. */
interface JournalFile extends AutoCloseable {

  /** Puts bytes at a place, which may lie beyond the end; what lies between is zeros then. */
  void write(long position, byte[] bytes) throws IOException;

  /** Waits until all that was written is on the disk. */
  void sync() throws IOException;

  @Override
  void close() throws IOException;

  /** A file that is open for writing; closed with this. */
  static JournalFile of(RandomAccessFile file) {
    return new JournalFile() {
      @Override
      public void write(long position, byte[] bytes) throws IOException {
        file.seek(position);
        file.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        file.getFD().sync();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
