package io.sealgate.kms.store;

/**
 * A record as it is stored.
 *
 * @param id which record
 * @param version the sequence number of the commit that wrote it
 * @param bytes its content, opened
 */
@SuppressWarnings("ArrayRecordComponent") // a fresh array for each reader
public record StoredRecord(RecordId id, long version, byte[] bytes) {

  @Override
  public String toString() {
    return "StoredRecord[" + id + ", version " + version + "]";
  }
}
