package io.sealgate.kms.store;

import io.sealgate.crypto.RandomBytes;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@link RecordStore} in a directory: a sealed snapshot and a sealed journal of what came
 * after.
 */
public final class SealedStore implements RecordStore {

  private SealedStore() {}

  /**
   * Opens the store, or makes an empty one where the directory is missing or empty.
   *
   * @param directory of the owner's alone
   * @param seal what wraps the root key
   * @param random for keys and salts
   * @throws StoreException if the store is in use, damaged, or sealed with another key
   */
  public static SealedStore open(Path directory, Seal seal, RandomBytes random) {
    return pending();
  }

  @Override
  public List<StoredRecord> records() {
    return pending();
  }

  @Override
  public void commit(List<Change> changes) {
    pending();
  }

  @Override
  public byte[] wrapSecret(RecordId owner, byte[] secret) {
    return pending();
  }

  @Override
  public byte[] unwrapSecret(RecordId owner, byte[] wrapped) {
    return pending();
  }

  @Override
  public void close() {}

  @SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  private static <T> T pending() {
    throw new UnsupportedOperationException("arrives with the next delivery");
  }
}
