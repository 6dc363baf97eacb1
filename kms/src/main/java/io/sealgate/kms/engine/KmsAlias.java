package io.sealgate.kms.engine;

import io.sealgate.kms.store.RecordId;
import java.time.Instant;
import java.util.UUID;

/**
 * An alias as the engine keeps it.
 *
 * @param name what it is called, where
 * @param target the key that it points at
 * @param creationDate when it was made
 * @param lastUpdatedDate when it was last pointed at a key
 */
record KmsAlias(Name name, UUID target, Instant creationDate, Instant lastUpdatedDate) {

  static final int RECORD_TYPE = 2;

  /** What its record is called. */
  RecordId recordId() {
    return recordId(name);
  }

  /** What the record of an alias is called. */
  static RecordId recordId(Name name) {
    return new RecordId(RECORD_TYPE, name.accountId + "/" + name.aliasName);
  }

  /** The same alias, pointed at another key. */
  KmsAlias pointedAt(UUID newTarget, Instant now) {
    return new KmsAlias(name, newTarget, creationDate, now);
  }

  /**
   * What an alias is called; unique in its account. Ordered by account, then by name.
   *
   * @param accountId the owner
   * @param aliasName with the prefix {@code alias/}
   */
  record Name(String accountId, String aliasName) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      int byAccount = accountId.compareTo(other.accountId);
      return byAccount != 0 ? byAccount : aliasName.compareTo(other.aliasName);
    }
  }
}
