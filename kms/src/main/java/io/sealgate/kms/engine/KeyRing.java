package io.sealgate.kms.engine;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.cbor.CborForm;
import io.sealgate.crypto.cbor.DeterministicCbor;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.store.Change;
import io.sealgate.kms.store.RecordId;
import io.sealgate.kms.store.RecordStore;
import io.sealgate.kms.store.StoreException;
import io.sealgate.kms.store.StoredRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Every key and alias, in memory as in the store.
 *
 * <p>Readers never wait: keys and aliases are immutable, and a change is seen as soon as it is
 * durable, never before. Whoever changes something holds this object's monitor from the look to the
 * commit, so there is one writer at a time.
 */
final class KeyRing implements AutoCloseable {

  private final RecordStore store;
  private final RandomBytes random;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<UUID, KmsKey> keys = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<KmsAlias.Name, KmsAlias> aliases =
      new ConcurrentSkipListMap<>();

  /**
   * Loads everything.
   *
   * @throws StoreException if a record does not open or makes no sense
   */
  KeyRing(RecordStore store, RandomBytes random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
    try {
      for (StoredRecord stored : store.records()) {
        load(stored);
      }
    } catch (IntegrityException | IllegalArgumentException e) {
      throw new StoreException("The key store holds a record that this version cannot read.", e);
    }
  }

  /** The key of that id, unless it is deleted. */
  @Nullable KmsKey key(UUID id) {
    KmsKey key = keys.get(id);
    return key == null || key.isGone(clock.instant()) ? null : key;
  }

  /** The alias of that name, unless its key is deleted. */
  @Nullable KmsAlias alias(KmsAlias.Name name) {
    KmsAlias alias = aliases.get(name);
    return alias == null || key(alias.target()) == null ? null : alias;
  }

  /** The keys after that id, or all, in the order of their ids; deleted ones may be among them. */
  Iterable<KmsKey> keysAfter(@Nullable UUID id) {
    NavigableMap<UUID, KmsKey> after = id == null ? keys : keys.tailMap(id, false);
    return after.values();
  }

  /** The aliases of an account after that name, in the order of their names. */
  Iterable<KmsAlias> aliasesAfter(String accountId, String aliasName) {
    KmsAlias.Name from = new KmsAlias.Name(accountId, aliasName);
    // A name's characters are ASCII, so nothing of the account sorts after this one.
    KmsAlias.Name to = new KmsAlias.Name(accountId, "\uffff");
    return aliases.subMap(from, false, to, false).values();
  }

  /** New material for a key's record, wrapped for the store and ready for use. */
  KeyMaterial newMaterial(UUID keyId, Instant creationDate) {
    byte[] material = random.bytes(32);
    byte[] wrapped = store.wrapSecret(KmsKey.recordId(keyId), material);
    return KeyMaterial.of(material, Bytes.copyOf(wrapped), creationDate, random);
  }

  /** Makes or changes a key. */
  void put(KmsKey key) {
    KeyRecordForm form = new KeyRecordForm(key.recordId(), store, random);
    commit(List.of(new Change.Put(key.recordId(), DeterministicCbor.encode(form, key))));
    keys.put(key.id(), key);
  }

  /** Makes or changes an alias. */
  void put(KmsAlias alias) {
    byte[] encoded = DeterministicCbor.encode(AliasRecordForm.FORM, alias);
    commit(List.of(new Change.Put(alias.recordId(), encoded)));
    aliases.put(alias.name(), alias);
  }

  /** Deletes an alias. */
  void delete(KmsAlias alias) {
    commit(List.of(new Change.Delete(alias.recordId())));
    aliases.remove(alias.name());
  }

  /** Deletes a key with all its aliases, at once. */
  void delete(KmsKey key) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Delete(key.recordId()));
    List<KmsAlias> pointingAtIt = new ArrayList<>();
    for (KmsAlias alias : aliasesAfter(key.accountId(), "")) {
      if (alias.target().equals(key.id())) {
        pointingAtIt.add(alias);
        changes.add(new Change.Delete(alias.recordId()));
      }
    }
    commit(changes);
    for (KmsAlias alias : pointingAtIt) {
      aliases.remove(alias.name());
    }
    keys.remove(key.id());
    for (KeyMaterial material : key.materials()) {
      material.key().close();
    }
  }

  @Override
  public synchronized void close() {
    store.close();
    for (KmsKey key : keys.values()) {
      for (KeyMaterial material : key.materials()) {
        material.key().close();
      }
    }
    keys.clear();
    aliases.clear();
  }

  private void load(StoredRecord stored) {
    RecordId id = stored.id();
    switch (id.type()) {
      case KmsKey.RECORD_TYPE -> {
        KeyRecordForm form = new KeyRecordForm(id, store, random);
        KmsKey key = decode(form, stored);
        keys.put(key.id(), key);
      }
      case KmsAlias.RECORD_TYPE -> {
        KmsAlias alias = decode(AliasRecordForm.FORM, stored);
        aliases.put(alias.name(), alias);
      }
      default -> throw new IntegrityException(Reason.RECORD, "unknown type " + id.type());
    }
  }

  private static <T> T decode(CborForm<T> form, StoredRecord stored) {
    return DeterministicCbor.decode(
        form, stored.bytes(), RecordStore.MAX_RECORD_BYTES, Reason.RECORD);
  }

  private void commit(List<Change> changes) {
    if (!Thread.holdsLock(this)) {
      throw new IllegalStateException("a change without the writer's lock");
    }
    try {
      store.commit(changes);
    } catch (StoreException e) {
      // AWS sends no text with its internal errors; the sentence is the operator's.
      throw new KmsException(KmsError.INTERNAL, "", e);
    }
  }
}
