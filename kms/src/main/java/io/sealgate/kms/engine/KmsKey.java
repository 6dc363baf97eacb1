package io.sealgate.kms.engine;

import io.sealgate.kms.store.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A KMS key as the engine keeps it. Immutable: a change makes another one, so whoever holds one
 * sees one consistent key.
 *
 * @param accountId the owner
 * @param id unique among all accounts
 * @param creationDate when it was made
 * @param description as given
 * @param spec its kind
 * @param usage what it may be used for
 * @param origin where its material comes from
 * @param state its state as stored; see {@link #isGone}
 * @param deletionDate when it is to be deleted, exactly while its state is pending deletion
 * @param policy the key policy, as given
 * @param tags as given
 * @param materials every generation of its material, the current one last
 */
record KmsKey(
    String accountId,
    UUID id,
    Instant creationDate,
    String description,
    KeySpec spec,
    KeyUsage usage,
    KeyOrigin origin,
    KeyState state,
    @Nullable Instant deletionDate,
    String policy,
    List<Tag> tags,
    List<KeyMaterial> materials) {

  static final int RECORD_TYPE = 1;

  KmsKey {
    tags = List.copyOf(tags);
    materials = List.copyOf(materials);
    if ((state == KeyState.PENDING_DELETION) != (deletionDate != null)) {
      throw new IllegalArgumentException("a deletion date goes with the state pending deletion");
    }
  }

  /** What its record is called. */
  RecordId recordId() {
    return recordId(id);
  }

  /** What the record of a key is called. */
  static RecordId recordId(UUID id) {
    return new RecordId(RECORD_TYPE, id.toString());
  }

  /** The material that encrypts. */
  KeyMaterial currentMaterial() {
    return materials.getLast();
  }

  /** Whether its time has come: it is deleted, even where nobody has cleaned up yet. */
  boolean isGone(Instant now) {
    return deletionDate != null && !now.isBefore(deletionDate);
  }

  /** The same key, enabled or disabled. */
  KmsKey in(KeyState newState) {
    return with(newState, null);
  }

  /** The same key, to be deleted. */
  KmsKey pendingDeletion(Instant date) {
    return with(KeyState.PENDING_DELETION, date);
  }

  private KmsKey with(KeyState newState, @Nullable Instant newDeletionDate) {
    return new KmsKey(
        accountId,
        id,
        creationDate,
        description,
        spec,
        usage,
        origin,
        newState,
        newDeletionDate,
        policy,
        tags,
        materials);
  }

  @Override
  public String toString() {
    return "KmsKey[" + id + ", " + state + "]";
  }
}
