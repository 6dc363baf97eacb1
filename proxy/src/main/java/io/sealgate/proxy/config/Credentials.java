package io.sealgate.proxy.config;

import java.util.Objects;

/**
 * An access key and its secret.
 *
 * @param accessKey the public half
 * @param secretKey the secret half
 */
public record Credentials(String accessKey, Secret secretKey) {

  /** Checks that nothing is missing. */
  public Credentials {
    Objects.requireNonNull(accessKey);
    Objects.requireNonNull(secretKey);
  }
}
