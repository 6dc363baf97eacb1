package io.sealgate.kms.store;

/** One step of a commit. */
public sealed interface Change {

  /** Which record changes. */
  RecordId id();

  /**
   * The record has these bytes from now on.
   *
   * @param id which record
   * @param bytes its content, at most {@value RecordStore#MAX_RECORD_BYTES} bytes; not kept
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call only
  record Put(RecordId id, byte[] bytes) implements Change {

    @Override
    public String toString() {
      return "Put[" + id + "]";
    }
  }

  /**
   * The record is gone.
   *
   * @param id which record
   */
  record Delete(RecordId id) implements Change {}
}
