package io.sealgate.kms.store;

import java.util.List;

/**
 * Where the engine keeps what must outlive it: named records, changed in atomic, durable commits.
 *
 * <p>Commits come from one writer at a time. A failed commit leaves the stored records as they
 * were, or the store closed to further commits.
 */
public interface RecordStore extends AutoCloseable {

  /** The largest content of one record: a key with its policy, tags and every rotation fits. */
  int MAX_RECORD_BYTES = 1 << 18;

  /** The largest number of changes in one commit: a key goes with all its aliases. */
  int MAX_CHANGES = 1 << 10;

  /**
   * Every record, opened, in no particular order.
   *
   * @throws StoreException if one does not open
   */
  List<StoredRecord> records();

  /**
   * Makes all changes or none; when it returns they survive a power cut.
   *
   * @param changes 1 to {@value #MAX_CHANGES}, one per record
   * @throws StoreException if they could not be made durable
   */
  void commit(List<Change> changes);

  /**
   * Wraps a secret under a subkey of its own record, for keeping inside that record.
   *
   * @param owner the record it belongs to
   * @param secret stays the caller's, who zeroes it
   */
  byte[] wrapSecret(RecordId owner, byte[] secret);

  /**
   * Unwraps what {@link #wrapSecret} wrapped for the same record.
   *
   * @return the secret; the caller zeroes it
   * @throws StoreException if it was wrapped for another record, or is damaged
   */
  byte[] unwrapSecret(RecordId owner, byte[] wrapped);

  /** Forgets the keys and lets another process open the store. */
  @Override
  void close();
}
