package io.sealgate.kms.engine;

import static java.util.Objects.requireNonNull;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of keys after their creation. */
final class KeyAdministration {

  private static final int DEFAULT_LIST_ENTRIES = 100;

  private final KeyRing ring;
  private final KeyLookup lookup;
  private final Authorization authorization;
  private final Arns arns;
  private final InstantSource clock;

  KeyAdministration(
      KeyRing ring, KeyLookup lookup, Authorization authorization, Arns arns, InstantSource clock) {
    this.ring = ring;
    this.lookup = lookup;
    this.authorization = authorization;
    this.arns = arns;
    this.clock = clock;
  }

  KeyMetadata describe(Principal caller, @Nullable String keyId) {
    new Constraints().keyId("keyId", keyId).verify();
    return metadata(lookup.byAnyName(caller, KmsOperation.DESCRIBE_KEY, requireNonNull(keyId)));
  }

  KeyMetadata metadata(KmsKey key) {
    return new KeyMetadata(
        key.accountId(),
        key.id().toString(),
        arns.key(key),
        key.creationDate(),
        key.description(),
        key.usage(),
        key.state(),
        key.deletionDate(),
        key.origin(),
        key.spec(),
        List.of(Cryptography.SYMMETRIC_DEFAULT),
        key.currentMaterial().id().hex());
  }

  Page<KeyListEntry> list(Principal caller, PageRequest page) {
    Markers.constrain(new Constraints(), page).verify();
    authorization.require(caller, KmsOperation.LIST_KEYS, caller.accountId(), "*");
    Instant now = clock.instant();
    return Markers.page(
        ring.keysAfter(idBefore(page)),
        key -> key.accountId().equals(caller.accountId()) && !key.isGone(now),
        page.limitOr(DEFAULT_LIST_ENTRIES),
        key -> new KeyListEntry(key.id().toString(), arns.key(key)),
        key -> key.id().toString());
  }

  void enable(Principal caller, @Nullable String keyId) {
    change(caller, KmsOperation.ENABLE_KEY, keyId, KeyState.ENABLED);
  }

  void disable(Principal caller, @Nullable String keyId) {
    change(caller, KmsOperation.DISABLE_KEY, keyId, KeyState.DISABLED);
  }

  ScheduledKeyDeletion scheduleDeletion(Principal caller, ScheduleKeyDeletionRequest request) {
    Integer asked = request.pendingWindowInDays();
    int days = asked == null ? Limits.MAX_PENDING_WINDOW_DAYS : asked;
    new Constraints()
        .keyId("keyId", request.keyId())
        .range("pendingWindowInDays", asked, 1, 365)
        .verify();
    // The model allows 1 to 365; the service says that it does not.
    if (days < Limits.MIN_PENDING_WINDOW_DAYS || days > Limits.MAX_PENDING_WINDOW_DAYS) {
      throw new KmsException(
          KmsError.VALIDATION, "PendingWindowInDays must be between 7 and 30, but it is " + days);
    }
    synchronized (ring) {
      KmsKey key =
          lookup.byIdOrArn(
              caller, KmsOperation.SCHEDULE_KEY_DELETION, requireNonNull(request.keyId()));
      Instant date = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(days));
      ring.put(key.pendingDeletion(date));
      return new ScheduledKeyDeletion(arns.key(key), date, KeyState.PENDING_DELETION, days);
    }
  }

  String cancelDeletion(Principal caller, @Nullable String keyId) {
    return arns.key(change(caller, KmsOperation.CANCEL_KEY_DELETION, keyId, KeyState.DISABLED));
  }

  /** Deletes the keys whose time has come, with their aliases; says how many. */
  int deleteDue() {
    synchronized (ring) {
      Instant now = clock.instant();
      List<KmsKey> due = new ArrayList<>();
      for (KmsKey key : ring.keysAfter(null)) {
        if (key.isGone(now)) {
          due.add(key);
        }
      }
      due.forEach(ring::delete);
      return due.size();
    }
  }

  private KmsKey change(
      Principal caller, KmsOperation operation, @Nullable String keyId, KeyState newState) {
    new Constraints().keyId("keyId", keyId).verify();
    synchronized (ring) {
      KmsKey key = lookup.byIdOrArn(caller, operation, requireNonNull(keyId));
      if (key.state() == newState) {
        return key;
      }
      KmsKey changed = key.in(newState);
      ring.put(changed);
      return changed;
    }
  }

  private static @Nullable UUID idBefore(PageRequest page) {
    String name = Markers.nameBefore(page);
    if (name == null) {
      return null;
    }
    try {
      return UUID.fromString(name);
    } catch (IllegalArgumentException _) {
      throw Markers.invalid(requireNonNull(page.marker()));
    }
  }
}
