package io.sealgate.kms;

import io.sealgate.auth.Principal;
import java.util.Map;

/**
 * The one seam between the proxy and whoever keeps the keys: the embedded engine, a remote
 * Sealgate, or AWS KMS.
 *
 * <p>Calls block; they are made on virtual threads, never on an event loop. Every failure is a
 * {@link KmsException} with AWS's error code; what may be retried has been retried within the
 * service's deadline.
 */
public interface KeyService extends AutoCloseable {

  /**
   * A fresh 256-bit data key under a symmetric key (KMS GenerateDataKey, {@code AES_256}).
   *
   * @param caller for whom the call is made
   * @param keyId key id, key ARN, alias name or alias ARN
   * @param encryptionContext compared exactly on decryption; may be empty
   */
  GeneratedDataKey generateDataKey(
      Principal caller, String keyId, Map<String, String> encryptionContext);

  /**
   * The plaintext of a wrapped data key (KMS Decrypt); the key is always named.
   *
   * @param caller for whom the call is made
   * @param keyArn the key that must have wrapped it
   * @param ciphertextBlob as GenerateDataKey gave it
   * @param encryptionContext as it was given then
   * @return the plaintext; the caller zeroes it
   */
  byte[] decrypt(
      Principal caller,
      String keyArn,
      byte[] ciphertextBlob,
      Map<String, String> encryptionContext);

  /**
   * The ARN of the key that an id, alias or ARN names (KMS DescribeKey).
   *
   * @param caller for whom the call is made
   * @param keyId key id, key ARN, alias name or alias ARN
   */
  String keyArn(Principal caller, String keyId);

  /**
   * Whether it matters for whom a call is made. If not, one answer holds for every caller: no
   * question need be asked twice.
   */
  boolean tellsCallersApart();

  @Override
  void close();
}
