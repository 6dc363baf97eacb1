package io.sealgate.proxy.keys;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the configured ids and aliases stand for: asked of the key service at start and now
 * and then, so that event loops find the answers without waiting.
 */
public final class KeyArns {

  private final KeyService service;
  private final Principal principal;
  private final Set<String> keyIds;
  private final Map<String, String> arns = new ConcurrentHashMap<>();

  /**
   * Nothing known yet.
   *
   * @param principal for whom the service is asked
   * @param keyIds the key ids, ARNs and aliases of the configuration
   */
  public KeyArns(KeyService service, Principal principal, Collection<String> keyIds) {
    this.service = service;
    this.principal = principal;
    this.keyIds = Set.copyOf(keyIds);
  }

  /**
   * Asks for all of them anew; blocks. What cannot be found now keeps the meaning that it had.
   *
   * @return the first failure; null when there was none
   */
  public @Nullable KmsException refresh() {
    KmsException first = null;
    for (String keyId : keyIds) {
      try {
        arns.put(keyId, service.keyArn(principal, keyId));
      } catch (KmsException failure) {
        first = first == null ? failure : first;
      }
    }
    return first;
  }

  /** The ARN of a configured key; empty, which no key's ARN is, when it is not known. */
  public String arnOf(String keyId) {
    return arns.getOrDefault(keyId, "");
  }
}
