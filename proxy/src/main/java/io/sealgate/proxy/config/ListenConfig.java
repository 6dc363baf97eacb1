package io.sealgate.proxy.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are served: {@code listen}. At least one of the two addresses is there.
 *
 * @param http plain HTTP; null when it is off
 * @param https HTTP over TLS; null when it is off
 * @param trustedProxies from whom {@code X-Forwarded-Proto} and {@code X-Forwarded-For} are
 *     believed; empty: from nobody
 * @param tls the certificate; null for a self-signed one held in memory
 */
public record ListenConfig(
    @Nullable Address http,
    @Nullable Address https,
    List<IpRange> trustedProxies,
    @Nullable TlsConfig tls) {

  /** Checks that there is something to listen on. */
  public ListenConfig {
    if (http == null && https == null) {
      throw new IllegalArgumentException("http and https are both off");
    }
    trustedProxies = List.copyOf(trustedProxies);
  }
}
