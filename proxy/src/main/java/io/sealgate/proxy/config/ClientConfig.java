package io.sealgate.proxy.config;

import java.util.Objects;

/**
 * Who may call: one of {@code clients}.
 *
 * @param name the user's name in ARNs and logs
 * @param credentials what the client signs with
 * @param account twelve digits
 */
public record ClientConfig(String name, Credentials credentials, String account) {

  /** Checks that nothing is missing. */
  public ClientConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(account);
  }
}
