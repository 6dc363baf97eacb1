package io.sealgate.auth.sigv4;

import io.sealgate.auth.Credentials;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signing keys of one service, by access key and day. Bounded: when it is full it forgets
 * everything, because deriving a key again costs a few microseconds and the days that requests may
 * name are few. Safe for use by many threads.
 */
final class SigningKeyCache {

  private final ConcurrentHashMap<Slot, SigningKey> keys = new ConcurrentHashMap<>();
  private final SignedService service;
  private final int maxKeys;

  /**
   * A cache.
   *
   * @param maxKeys how many keys it holds at most, 1 or more
   */
  SigningKeyCache(SignedService service, int maxKeys) {
    this.service = service;
    this.maxKeys = maxKeys;
  }

  /**
   * The signing key.
   *
   * @param credentials told apart by identity, so that a replaced secret has keys of its own
   * @param day {@code yyyyMMdd}
   */
  SigningKey get(Credentials credentials, String day) {
    Slot slot = new Slot(credentials, day);
    SigningKey key = keys.get(slot);
    if (key == null) {
      key = SigningKey.derive(credentials, day, service);
      if (keys.size() >= maxKeys) {
        keys.clear();
      }
      keys.put(slot, key);
    }
    return key;
  }

  /** How many keys it holds. */
  int size() {
    return keys.size();
  }

  private record Slot(Credentials credentials, String day) {}
}
