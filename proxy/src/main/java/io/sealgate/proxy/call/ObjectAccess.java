package io.sealgate.proxy.call;

import io.sealgate.auth.Principal;
import io.sealgate.crypto.envelope.ObjectLocation;

/**
 * Who opens which object.
 *
 * @param bucket as clients name it
 * @param key decoded
 * @param principal for whom keys are asked for
 * @param secure whether the plaintext goes over TLS, or nowhere
 */
public record ObjectAccess(String bucket, String key, Principal principal, boolean secure) {

  /** Another object of the same bucket. */
  public ObjectAccess ofKey(String otherKey) {
    return new ObjectAccess(bucket, otherKey, principal, secure);
  }

  /** What the object's envelope is bound to. */
  public ObjectLocation location() {
    return ObjectLocation.of(bucket, key);
  }
}
