package io.sealgate.kms.store;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The key that a store's content is sealed under, and what it seals: records, secrets inside
 * records, entries of the journal, pieces of the snapshot. It is random, never leaves the process,
 * and lies on disk only wrapped by a seal key.
 */
final class RootKey implements AutoCloseable {

  static final int MAC_BYTES = 16;

  private static final byte[] RECORD = purpose("record");
  private static final byte[] SECRET = purpose("secret of ");
  private static final byte[] ENTRY = purpose("journal entry");
  private static final byte[] ENTRY_HEAD = purpose("journal entry head");
  private static final byte[] PIECE = purpose("snapshot piece");
  private static final byte[] SNAPSHOT_HEAD = purpose("snapshot head");

  private final SealingKey key;

  /** Takes over the key, to be closed with this. */
  RootKey(SealingKey key) {
    this.key = key;
  }

  /** A record's content, bound to its name and version. */
  SealedRecord sealRecord(RecordId id, long version, byte[] content) {
    byte[] sealed = key.seal(RECORD, binding(id, version), content);
    return new SealedRecord(id, version, Bytes.copyOf(sealed));
  }

  /** The content of a record under the name and version that it claims. */
  byte[] openRecord(SealedRecord record) throws IntegrityException {
    return key.open(RECORD, binding(record.id(), record.version()), record.sealed().toArray());
  }

  /** A secret under a subkey of the record that it belongs to. */
  byte[] sealSecret(RecordId owner, byte[] secret) {
    return key.seal(joined(SECRET, owner.encoded()), owner.encoded(), secret);
  }

  byte[] openSecret(RecordId owner, byte[] sealed) throws IntegrityException {
    return key.open(joined(SECRET, owner.encoded()), owner.encoded(), sealed);
  }

  /** One entry of a journal, bound to its authenticated head. */
  byte[] sealEntry(byte[] head, byte[] content) {
    return key.seal(ENTRY, head, content);
  }

  byte[] openEntry(byte[] head, byte[] sealed) throws IntegrityException {
    return key.open(ENTRY, head, sealed);
  }

  /** Authenticates an entry's head together with all that came before it. */
  byte[] entryHeadMac(byte[] chainAndHead) {
    return key.derive(joined(ENTRY_HEAD, chainAndHead), MAC_BYTES);
  }

  /** One piece of a snapshot, bound to its place. */
  byte[] sealPiece(byte[] place, byte[] content) {
    return key.seal(PIECE, place, content);
  }

  byte[] openPiece(byte[] place, byte[] sealed) throws IntegrityException {
    return key.open(PIECE, place, sealed);
  }

  /** Authenticates a snapshot's head, so that no slot, number or id in it can be exchanged. */
  byte[] snapshotHeadMac(byte[] head) {
    return key.derive(joined(SNAPSHOT_HEAD, head), MAC_BYTES);
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "RootKey";
  }

  private static byte[] binding(RecordId id, long version) {
    byte[] name = id.encoded();
    return ByteBuffer.allocate(Long.BYTES + name.length).putLong(version).put(name).array();
  }

  private static byte[] purpose(String what) {
    return ("Sealgate KMS store " + what).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
