package io.sealgate.kms.engine;

import static java.util.Objects.requireNonNull;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Aliases: friendly names of keys, unique in their account. */
final class AliasAdministration {

  private static final int DEFAULT_LIST_ENTRIES = 50;
  private static final String PREFIX = "alias/";
  private static final String RESERVED_PREFIX = "alias/aws/";

  private final KeyRing ring;
  private final KeyLookup lookup;
  private final Authorization authorization;
  private final Arns arns;
  private final InstantSource clock;

  AliasAdministration(
      KeyRing ring, KeyLookup lookup, Authorization authorization, Arns arns, InstantSource clock) {
    this.ring = ring;
    this.lookup = lookup;
    this.authorization = authorization;
    this.arns = arns;
    this.clock = clock;
  }

  void create(Principal caller, AliasRequest request) {
    KmsAlias.Name name = constrained(caller, request);
    synchronized (ring) {
      KmsKey key = target(caller, KmsOperation.CREATE_ALIAS, request);
      authorize(caller, KmsOperation.CREATE_ALIAS, name);
      if (ring.alias(name) != null) {
        throw new KmsException(
            KmsError.ALREADY_EXISTS, "An alias with the name " + arn(name) + " already exists");
      }
      refuseTooMany(key);
      Instant now = now();
      ring.put(new KmsAlias(name, key.id(), now, now));
    }
  }

  void update(Principal caller, AliasRequest request) {
    KmsAlias.Name name = constrained(caller, request);
    synchronized (ring) {
      KmsAlias alias = existing(name);
      authorize(caller, KmsOperation.UPDATE_ALIAS, name);
      KmsKey before = requireNonNull(ring.key(alias.target()));
      authorization.require(
          caller, KmsOperation.UPDATE_ALIAS, before.accountId(), arns.key(before));
      KmsKey after = target(caller, KmsOperation.UPDATE_ALIAS, request);
      if (!after.id().equals(before.id())) {
        refuseTooMany(after);
      }
      ring.put(alias.pointedAt(after.id(), now()));
    }
  }

  void delete(Principal caller, @Nullable String aliasName) {
    new Constraints().aliasName("aliasName", aliasName).verify();
    KmsAlias.Name name = name(caller, requireNonNull(aliasName));
    synchronized (ring) {
      KmsAlias alias = existing(name);
      authorize(caller, KmsOperation.DELETE_ALIAS, name);
      KmsKey key = requireNonNull(ring.key(alias.target()));
      authorization.require(caller, KmsOperation.DELETE_ALIAS, key.accountId(), arns.key(key));
      ring.delete(alias);
    }
  }

  Page<AliasListEntry> list(Principal caller, @Nullable String keyId, PageRequest page) {
    Markers.constrain(new Constraints().optionalKeyId("keyId", keyId), page).verify();
    authorization.require(caller, KmsOperation.LIST_ALIASES, caller.accountId(), "*");
    KmsKey only = keyId == null ? null : lookup.byIdOrArn(caller, KmsOperation.LIST_ALIASES, keyId);
    String before = Markers.nameBefore(page);
    return Markers.page(
        ring.aliasesAfter(caller.accountId(), before == null ? "" : before),
        alias -> only == null ? ring.key(alias.target()) != null : alias.target().equals(only.id()),
        page.limitOr(DEFAULT_LIST_ENTRIES),
        alias ->
            new AliasListEntry(
                alias.name().aliasName(),
                arn(alias.name()),
                alias.target().toString(),
                alias.creationDate(),
                alias.lastUpdatedDate()),
        alias -> alias.name().aliasName());
  }

  private static KmsAlias.Name constrained(Principal caller, AliasRequest request) {
    new Constraints()
        .aliasName("aliasName", request.aliasName())
        .keyId("targetKeyId", request.targetKeyId())
        .verify();
    return name(caller, requireNonNull(request.aliasName()));
  }

  private static KmsAlias.Name name(Principal caller, String aliasName) {
    if (!aliasName.startsWith(PREFIX) || aliasName.length() == PREFIX.length()) {
      throw new KmsException(KmsError.VALIDATION, "Invalid identifier");
    }
    if (aliasName.startsWith(RESERVED_PREFIX)) {
      throw new KmsException(KmsError.NOT_AUTHORIZED, "");
    }
    if (aliasName.indexOf(':') >= 0) {
      throw new KmsException(
          KmsError.VALIDATION, aliasName + " contains invalid characters for an alias");
    }
    return new KmsAlias.Name(caller.accountId(), aliasName);
  }

  private KmsKey target(Principal caller, KmsOperation operation, AliasRequest request) {
    String targetKeyId = requireNonNull(request.targetKeyId());
    if (targetKeyId.startsWith(PREFIX)) {
      throw new KmsException(KmsError.VALIDATION, "Aliases must refer to keys. Not aliases");
    }
    return lookup.byIdOrArn(caller, operation, targetKeyId);
  }

  private KmsAlias existing(KmsAlias.Name name) {
    KmsAlias alias = ring.alias(name);
    if (alias == null) {
      throw new KmsException(KmsError.NOT_FOUND, "Alias " + arn(name) + " is not found.");
    }
    return alias;
  }

  private void authorize(Principal caller, KmsOperation operation, KmsAlias.Name name) {
    authorization.require(caller, operation, name.accountId(), arn(name));
  }

  private void refuseTooMany(KmsKey key) {
    int aliases = 0;
    for (KmsAlias alias : ring.aliasesAfter(key.accountId(), "")) {
      if (alias.target().equals(key.id()) && ++aliases == Limits.MAX_ALIASES_PER_KEY) {
        throw new KmsException(
            KmsError.LIMIT_EXCEEDED,
            arns.key(key) + " already has " + Limits.MAX_ALIASES_PER_KEY + " aliases.");
      }
    }
  }

  private String arn(KmsAlias.Name name) {
    return arns.alias(name.accountId(), name.aliasName());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
