package io.sealgate.kms.embedded;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KeyMetadata;
import io.sealgate.kms.engine.KmsEngine;
import io.sealgate.kms.engine.PageRequest;
import java.util.Optional;

/**
 * The two keys that the embedded key service has from its first start on. They are made in an
 * account that has no keys yet, and nowhere else: a key that takes the place of a lost one opens
 * nothing that was sealed under it, and an operator who deleted an alias, disabled a key, or
 * pointed the alias at another one, meant it.
 */
public final class DefaultKeys {

  /** For {@code aws:kms} without a key id. */
  public static final String DEFAULT_ALIAS = "alias/sealgate";

  /** For SSE-S3 and Sealgate's own documents. */
  public static final String SERVICE_ALIAS = "alias/sealgate-service";

  private DefaultKeys() {}

  /**
   * Makes both in an account that is new.
   *
   * @param engine where
   * @param owner in whose account; aliases are looked up in the account of whoever uses them
   * @throws KmsException when the store cannot be written
   */
  public static void make(KmsEngine engine, Principal owner) {
    if (isNew(engine, owner)) {
      make(engine, owner, DEFAULT_ALIAS, "Default key for SSE-KMS");
      make(engine, owner, SERVICE_ALIAS, "Key for SSE-S3 and for Sealgate's own documents");
    }
  }

  /** Whether an account has no keys yet. */
  public static boolean isNew(KmsEngine engine, Principal owner) {
    return engine.listKeys(owner, new PageRequest(1, null)).entries().isEmpty();
  }

  /**
   * Makes one that is missing in an account that was new when the start began. A name that is no
   * alias cannot be made, only found.
   *
   * @param engine where
   * @param owner in whose account
   * @param alias the alias, with its prefix {@code alias/}
   * @param description of the new key
   * @return the ARN of the key that was made, if one was
   * @throws KmsException when the store cannot be written
   */
  public static Optional<String> make(
      KmsEngine engine, Principal owner, String alias, String description) {
    if (!alias.startsWith("alias/") || exists(engine, owner, alias)) {
      return Optional.empty();
    }
    KeyMetadata key = engine.createKey(owner, CreateKeyRequest.symmetric(description));
    engine.createAlias(owner, new AliasRequest(alias, key.keyId()));
    return Optional.of(key.arn());
  }

  /**
   * Whether there is such a key, whatever its state.
   *
   * @param engine where
   * @param owner in whose account
   * @param key id, ARN or alias
   */
  public static boolean exists(KmsEngine engine, Principal owner, String key) {
    try {
      engine.describeKey(owner, key);
      return true;
    } catch (KmsException e) {
      if (e.error() == KmsError.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
