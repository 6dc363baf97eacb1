package io.sealgate.proxy.keys;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.Collection;
import java.util.HashSet;
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
  private final String serviceKey;
  private final Set<String> keyIds;
  private final Map<String, String> arns = new ConcurrentHashMap<>();

  /**
   * Nothing known yet.
   *
   * @param principal for whom the service is asked
   * @param serviceKey the key of SSE-S3 as configured
   * @param ruleKeys the key ids, ARNs and aliases of rules
   */
  public KeyArns(
      KeyService service, Principal principal, String serviceKey, Collection<String> ruleKeys) {
    this.service = service;
    this.principal = principal;
    this.serviceKey = serviceKey;
    this.keyIds = new HashSet<>(ruleKeys);
    keyIds.add(serviceKey);
  }

  /**
   * Asks for all of them anew; blocks. What cannot be asked now keeps the meaning that it had. A
   * name of a rule that the key service says is gone means nothing any more: to delete an alias is
   * to take a permission back. The service key permits nothing, but is what everything under SSE-S3
   * was sealed with: it stays the same key, whatever becomes of its name, and KMS decides whether
   * it still works.
   *
   * @return the first failure; null when there was none
   */
  public @Nullable KmsException refresh() {
    KmsException first = null;
    for (String keyId : keyIds) {
      try {
        arns.put(keyId, service.keyArn(principal, keyId));
      } catch (KmsException failure) {
        if (failure.error() == KmsError.NOT_FOUND && !keyId.equals(serviceKey)) {
          arns.remove(keyId);
        }
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
