package io.sealgate.auth;

import java.util.Arrays;
import java.util.Objects;
import javax.security.auth.Destroyable;

/**
 * An access key: its public id and its secret. Never shows the secret; two instances are equal only
 * when they are the same, so that keys derived from one are never used for a successor with the
 * same id.
 */
public final class Credentials implements Destroyable {

  private final String accessKeyId;
  private final byte[] secret;
  private volatile boolean destroyed;

  /**
   * An access key.
   *
   * @param accessKeyId its public id, not empty
   * @param secret the secret as it is written, in UTF-8, not empty; copied, so the caller may zero
   *     his
   */
  public Credentials(String accessKeyId, byte[] secret) {
    this.accessKeyId = Objects.requireNonNull(accessKeyId);
    if (accessKeyId.isEmpty() || secret.length == 0) {
      throw new IllegalArgumentException("an access key needs an id and a secret");
    }
    this.secret = secret.clone();
  }

  /** The public id. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /**
   * A copy of the secret, to derive keys from; the caller zeroes it.
   *
   * @throws IllegalStateException when the credentials were destroyed
   */
  public byte[] secret() {
    if (destroyed) {
      throw new IllegalStateException("the credentials were destroyed");
    }
    return secret.clone();
  }

  /** Zeroes the secret; safe to call more than once. */
  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
