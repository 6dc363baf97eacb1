package io.sealgate.proxy.keys;

import io.sealgate.auth.Principal;
import io.sealgate.kms.KeyService;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the configured ids and aliases stand for: asked of the key service at start and now
 * and then, so that event loops find the answers without waiting. An alias name stands for the key
 * of that name in the account of whoever asks, as on AWS, so it is asked for in each account:
 * unless the key service asks in one account for everybody.
 */
public final class KeyArns {

  private final KeyService service;
  private final String serviceAccount;
  private final Name serviceKey;
  private final List<Map.Entry<Name, Principal>> names;
  private final Map<Name, String> arns = new ConcurrentHashMap<>();
  private int next;

  private record Name(String accountId, String keyId) {}

  /**
   * Nothing known yet.
   *
   * @param servicePrincipal for whom the service key is used, and rules are looked up first
   * @param serviceKey the key of SSE-S3 as configured
   * @param accounts for whom aliases of rules are looked up as well, one principal an account
   * @param ruleKeys the key ids, ARNs and aliases of rules
   */
  public KeyArns(
      KeyService service,
      Principal servicePrincipal,
      String serviceKey,
      Collection<Principal> accounts,
      Collection<String> ruleKeys) {
    this.service = service;
    this.serviceAccount = servicePrincipal.accountId();
    this.serviceKey = new Name(serviceAccount, serviceKey);
    Map<Name, Principal> wanted = new LinkedHashMap<>();
    wanted.put(this.serviceKey, servicePrincipal);
    for (String keyId : ruleKeys) {
      wanted.putIfAbsent(new Name(serviceAccount, keyId), servicePrincipal);
      for (Principal account : accounts) {
        if (keyId.contains("alias/")) {
          wanted.putIfAbsent(name(account, keyId), account);
        }
      }
    }
    this.names = List.copyOf(wanted.entrySet());
  }

  /**
   * Asks for all of them anew; blocks, and is called by one thread at a time. What cannot be asked
   * now keeps the meaning that it had. A name of a rule that the key service says is gone means
   * nothing any more: to delete an alias is to take a permission back. The service key permits
   * nothing, but is what everything under SSE-S3 was sealed with: it stays the same key, whatever
   * becomes of its name, and KMS decides whether it still works.
   *
   * <p>Where the key service cannot be reached, no other name is asked for in vain. The next time
   * begins with the name after that one, so that a single key which is never answered for does not
   * keep the others from being looked up.
   *
   * @return that the key service cannot be reached, else the first failure in the service's own
   *     account; null when there was none. Another account need not have each key
   */
  public @Nullable KmsException refresh() {
    KmsException first = null;
    for (int asked = 0; asked < names.size(); asked++) {
      Map.Entry<Name, Principal> wanted = names.get(next);
      next = (next + 1) % names.size();
      Name name = wanted.getKey();
      try {
        arns.put(name, ask(wanted.getValue(), name.keyId()));
      } catch (KmsException failure) {
        if (failure.error() == KmsError.DEPENDENCY_TIMEOUT) {
          return failure;
        }
        if (failure.error() == KmsError.NOT_FOUND && !name.equals(serviceKey)) {
          arns.remove(name);
        }
        if (first == null && name.accountId().equals(serviceAccount)) {
          first = failure;
        }
      }
    }
    return first;
  }

  /** A failure that nobody thought of says as little of the other keys as any other. */
  private String ask(Principal principal, String keyId) {
    try {
      return service.keyArn(principal, keyId);
    } catch (KmsException failure) {
      throw failure;
    } catch (RuntimeException unexpected) {
      throw new KmsException(KmsError.INTERNAL, unexpected.toString(), unexpected);
    }
  }

  /**
   * The ARN of a configured key; empty, which no key's ARN is, when it is not known.
   *
   * @param principal who asks
   * @param keyId as configured
   */
  public String arnOf(Principal principal, String keyId) {
    return arns.getOrDefault(name(principal, keyId), "");
  }

  private Name name(Principal principal, String keyId) {
    return new Name(service.tellsCallersApart() ? principal.accountId() : serviceAccount, keyId);
  }
}
