package io.sealgate.kms.embedded;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.kms.engine.AliasRequest;
import io.sealgate.kms.engine.CreateKeyRequest;
import io.sealgate.kms.engine.KmsEngine;

/**
 * The two keys that the embedded key service has from its first start on. What is there already is
 * never touched, whatever its state: an operator who disabled a key, or pointed the alias at
 * another one, meant it.
 */
public final class DefaultKeys {

  /** For {@code aws:kms} without a key id. */
  public static final String DEFAULT_ALIAS = "alias/sealgate";

  /** For SSE-S3 and Sealgate's own documents. */
  public static final String SERVICE_ALIAS = "alias/sealgate-service";

  private DefaultKeys() {}

  /**
   * Makes those that are missing.
   *
   * @param engine where
   * @param owner in whose account; aliases are looked up in the account of whoever uses them
   * @throws KmsException when the store cannot be written
   */
  public static void make(KmsEngine engine, Principal owner) {
    make(engine, owner, DEFAULT_ALIAS, "Default key for SSE-KMS");
    make(engine, owner, SERVICE_ALIAS, "Key for SSE-S3 and for Sealgate's own documents");
  }

  /**
   * Makes one that is missing. A name that is no alias cannot be made, only found.
   *
   * @param engine where
   * @param owner in whose account
   * @param alias the alias, with its prefix {@code alias/}
   * @param description of the new key
   * @throws KmsException when the store cannot be written
   */
  public static void make(KmsEngine engine, Principal owner, String alias, String description) {
    if (alias.startsWith("alias/") && !exists(engine, owner, alias)) {
      String keyId = engine.createKey(owner, CreateKeyRequest.symmetric(description)).keyId();
      engine.createAlias(owner, new AliasRequest(alias, keyId));
    }
  }

  private static boolean exists(KmsEngine engine, Principal owner, String alias) {
    try {
      engine.describeKey(owner, alias);
      return true;
    } catch (KmsException e) {
      if (e.error() == KmsError.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
