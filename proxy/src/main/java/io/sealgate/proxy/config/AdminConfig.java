package io.sealgate.proxy.config;

import java.util.Objects;

/**
 * Where the operator looks: {@code admin}.
 *
 * @param address of {@code /livez}, {@code /readyz} and {@code /metrics}
 */
public record AdminConfig(Address address) {

  /** Checks that nothing is missing. */
  public AdminConfig {
    Objects.requireNonNull(address);
  }
}
