package io.sealgate.proxy.object;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.call.ObjectAccess;
import io.sealgate.proxy.keys.KeyArns;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import io.sealgate.s3.sse.AllowedKeys;

/**
 * Which KMS keys may seal and open objects where. An envelope only says which key wrapped it, and
 * whoever may use any key could write one: so the key must be one that the rules allow, before the
 * key service is asked (FORMAT, envelope).
 */
public final class KeyPolicy {

  private final EncryptionRules rules;
  private final KeyArns arns;
  private final Principal servicePrincipal;
  private final String serviceKey;

  /**
   * The policy of a configuration.
   *
   * @param servicePrincipal for whom the service key is used
   * @param serviceKey the key of SSE-S3 as configured
   */
  public KeyPolicy(
      EncryptionRules rules, KeyArns arns, Principal servicePrincipal, String serviceKey) {
    this.rules = rules;
    this.arns = arns;
    this.servicePrincipal = servicePrincipal;
    this.serviceKey = serviceKey;
  }

  /** For whom the service key is used: the caller of SSE-S3 needs no right to it, as on AWS. */
  public Principal servicePrincipal() {
    return servicePrincipal;
  }

  /**
   * The key of SSE-S3.
   *
   * @throws KmsException when the key service has not told it yet
   */
  public String serviceKeyArn() {
    String arn = arns.arnOf(servicePrincipal, serviceKey);
    if (arn.isEmpty()) {
      throw new KmsException(KmsError.DEPENDENCY_TIMEOUT, "the service key is not known yet");
    }
    return arn;
  }

  /**
   * Checks the key of an SSE-S3 object.
   *
   * @throws IntegrityException when it is not the service key
   */
  public void requireServiceKey(String keyArn) {
    if (!keyArn.equals(serviceKeyArn())) {
      throw new IntegrityException(
          Reason.ENVELOPE, "SSE-S3 under another key than the service key");
    }
  }

  /**
   * Checks the key of a stored object under a KMS key.
   *
   * @throws S3Exception AccessDenied when it may not be used for that object
   */
  public void requireToOpen(ObjectAccess access, String keyArn) {
    refuseServiceKey(keyArn);
    rules
        .of(access.bucket(), access.key())
        .keys()
        .require(keyArn, alias -> arns.arnOf(access.principal(), alias));
  }

  /**
   * Checks the key of a new object under a KMS key.
   *
   * @param principal for whom the key service was asked
   * @param askedFor the key as the key service was asked for it
   * @param keyArn what it answered
   * @throws S3Exception AccessDenied when it is not among the allowed ones
   */
  public void requireToSeal(
      Principal principal, AllowedKeys allowed, String askedFor, String keyArn) {
    refuseServiceKey(keyArn);
    allowed.requireToSeal(askedFor, keyArn, alias -> arns.arnOf(principal, alias));
  }

  private void refuseServiceKey(String keyArn) {
    if (keyArn.equals(serviceKeyArn())) {
      throw new S3Exception(S3Error.ACCESS_DENIED, "The service key serves SSE-S3 only.");
    }
  }
}
