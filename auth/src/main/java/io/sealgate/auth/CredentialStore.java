package io.sealgate.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign requests, by access key id. Safe for use by many threads; hands out the same {@link
 * Credentials} instance for as long as an access key keeps its secret, because derived keys are
 * cached by it.
 */
@FunctionalInterface
public interface CredentialStore {

  /**
   * The owner of an access key, or null when there is none.
   *
   * @param accessKeyId as the request names it, of any length and content
   */
  @Nullable Identity find(String accessKeyId);

  /**
   * A store that never changes.
   *
   * @param identities its content; copied
   * @throws IllegalArgumentException when two have the same access key id
   */
  static CredentialStore of(Collection<Identity> identities) {
    Map<String, Identity> byId = HashMap.newHashMap(identities.size());
    for (Identity identity : identities) {
      String id = identity.credentials().accessKeyId();
      if (byId.putIfAbsent(id, identity) != null) {
        throw new IllegalArgumentException("access key " + id + " is configured twice");
      }
    }
    return Map.copyOf(byId)::get;
  }
}
