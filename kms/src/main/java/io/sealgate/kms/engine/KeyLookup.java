package io.sealgate.kms.engine;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From what a caller calls a key to the key, for one operation: lookup, then authorisation, then
 * the key's state, so that a stranger learns nothing of the state.
 *
 * <p>Ids and aliases are those of the caller's account. Of a key in another account nobody learns
 * whether it exists.
 */
final class KeyLookup {

  private static final String KEY_PREFIX = "key/";
  private static final String ALIAS_PREFIX = "alias/";
  private static final String ARN_PREFIX = "arn:";

  private final KeyRing ring;
  private final Arns arns;
  private final Authorization authorization;

  /** What a name names; {@code key/alias/x} in an ARN is an id that no key has. */
  private sealed interface Resource {
    record Id(String id) implements Resource {}

    record Alias(String name) implements Resource {}
  }

  KeyLookup(KeyRing ring, Arns arns, Authorization authorization) {
    this.ring = ring;
    this.arns = arns;
    this.authorization = authorization;
  }

  /**
   * The key for a cryptographic operation or DescribeKey.
   *
   * @param name key id, key ARN, alias name or alias ARN
   * @throws KmsException NotFound, AccessDenied, Disabled or KMSInvalidState
   */
  KmsKey byAnyName(Principal caller, KmsOperation operation, String name) {
    KmsKey key =
        switch (resource(caller, operation, name)) {
          case Resource.Id(String id) -> byId(caller.accountId(), id, name);
          case Resource.Alias(String alias) -> byAlias(caller.accountId(), alias);
        };
    return admitted(caller, operation, key);
  }

  /**
   * The key for an operation that manages it.
   *
   * @param name key id or key ARN
   * @throws KmsException InvalidArn for an alias; NotFound, AccessDenied, Disabled, KMSInvalidState
   */
  KmsKey byIdOrArn(Principal caller, KmsOperation operation, String name) {
    KmsKey key =
        switch (resource(caller, operation, name)) {
          case Resource.Id(String id) -> byId(caller.accountId(), id, name);
          case Resource.Alias _ ->
              throw new KmsException(
                  KmsError.INVALID_ARN, "Key Aliases are not supported for this operation.");
        };
    return admitted(caller, operation, key);
  }

  /**
   * The key that a ciphertext names.
   *
   * @throws KmsException AccessDenied when there is none or the caller may not use it, alike;
   *     Disabled or KMSInvalidState
   */
  KmsKey byCiphertext(Principal caller, KmsOperation operation, UUID id) {
    KmsKey key = ring.key(id);
    if (key == null || !caller.accountId().equals(key.accountId())) {
      throw new KmsException(
          KmsError.ACCESS_DENIED,
          "The ciphertext refers to a customer master key that does not exist, does not exist in"
              + " this region, or you are not allowed to access.");
    }
    return admitted(caller, operation, key);
  }

  private KmsKey admitted(Principal caller, KmsOperation operation, KmsKey key) {
    String keyArn = arns.key(key);
    authorization.require(caller, operation, key.accountId(), keyArn);
    operation.on(key.state()).require(keyArn);
    return key;
  }

  /** What follows the account in an ARN of this region and the caller's account, or the name. */
  private Resource resource(Principal caller, KmsOperation operation, String name) {
    if (!name.startsWith(ARN_PREFIX)) {
      return name.startsWith(ALIAS_PREFIX) ? new Resource.Alias(name) : new Resource.Id(name);
    }
    // arn:aws:kms:region:account:resource
    String[] fields = name.split(":", 6);
    if (fields.length < 6 || !fields[1].equals("aws") || !fields[2].equals("kms")) {
      throw notFound("Invalid keyId '" + name + "'");
    }
    if (!fields[3].equals(arns.region())) {
      throw notFound("Invalid arn " + fields[3]);
    }
    authorization.require(caller, operation, fields[4], name);
    String resource = fields[5];
    if (resource.startsWith(KEY_PREFIX)) {
      return new Resource.Id(resource.substring(KEY_PREFIX.length()));
    }
    if (resource.startsWith(ALIAS_PREFIX)) {
      return new Resource.Alias(resource);
    }
    throw notFound("Invalid keyId '" + name + "'");
  }

  private KmsKey byAlias(String accountId, String aliasName) {
    KmsAlias alias = ring.alias(new KmsAlias.Name(accountId, aliasName));
    KmsKey key = alias == null ? null : ring.key(alias.target());
    if (key == null) {
      throw notFound("Alias " + arns.alias(accountId, aliasName) + " is not found.");
    }
    return key;
  }

  private KmsKey byId(String accountId, String id, String asGiven) {
    if (!isUuid(id) && !isMultiRegionId(id)) {
      // AWS quotes a bare id, but not the id in an ARN.
      throw notFound(
          asGiven.startsWith(ARN_PREFIX) ? "Invalid keyId " + id : "Invalid keyId '" + id + "'");
    }
    KmsKey key = find(id);
    if (key == null || !key.accountId().equals(accountId)) {
      throw notFound("Key '" + arns.key(accountId, id) + "' does not exist");
    }
    return key;
  }

  /** Ids are compared as they are written, so one in capitals is none. */
  private @Nullable KmsKey find(String id) {
    if (!isUuid(id)) {
      return null;
    }
    KmsKey key = ring.key(UUID.fromString(id));
    return key != null && key.id().toString().equals(id) ? key : null;
  }

  private static boolean isUuid(String id) {
    if (id.length() != 36) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? id.charAt(i) != '-' : Character.digit(id.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMultiRegionId(String id) {
    if (id.length() != 36 || !id.startsWith("mrk-")) {
      return false;
    }
    for (int i = 4; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static KmsException notFound(String text) {
    return new KmsException(KmsError.NOT_FOUND, text);
  }
}
