package io.sealgate.proxy.keys;

import io.sealgate.auth.Principal;
import java.util.Map;
import java.util.Objects;

/**
 * Who needs a data key, under which KMS key and for what.
 *
 * @param principal for whom the key service is asked
 * @param keyId key id, key ARN, alias name or alias ARN; always an ARN for opening
 * @param encryptionContext as KMS is to authenticate it
 */
public record KeyUse(Principal principal, String keyId, Map<String, String> encryptionContext) {

  /** Checks that nothing is missing. */
  public KeyUse {
    Objects.requireNonNull(principal);
    Objects.requireNonNull(keyId);
    Objects.requireNonNull(encryptionContext);
  }

  /** The same under the key of that ARN. */
  KeyUse under(String keyArn) {
    return new KeyUse(principal, keyArn, encryptionContext);
  }
}
