package io.sealgate.proxy.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A whole, valid configuration of the proxy: an instance that exists may be started. Each component
 * is the key of the same name in the file; {@code docs/CONFIGURATION.md} describes them all.
 *
 * @param region the AWS region that clients sign for and that ARNs carry
 * @param listen where clients are served
 * @param admin where the operator looks
 * @param domain the domain under which {@code bucket.domain} is virtual-host style, in lower case;
 *     null when only path style is spoken
 * @param backend the store behind the proxy
 * @param clients who may call, at least one, names and access keys unique
 * @param kms who keeps the keys
 * @param encryption what is sealed, and how
 * @param keyCache how long a data key may be used again
 * @param limits what one process takes on
 */
public record Config(
    String region,
    ListenConfig listen,
    AdminConfig admin,
    @Nullable String domain,
    BackendConfig backend,
    List<ClientConfig> clients,
    KmsConfig kms,
    EncryptionConfig encryption,
    KeyCacheConfig keyCache,
    LimitsConfig limits) {

  /** Checks that nothing is missing. */
  public Config {
    Objects.requireNonNull(region);
    Objects.requireNonNull(listen);
    Objects.requireNonNull(admin);
    Objects.requireNonNull(backend);
    clients = List.copyOf(clients);
    Objects.requireNonNull(kms);
    Objects.requireNonNull(encryption);
    Objects.requireNonNull(keyCache);
    Objects.requireNonNull(limits);
  }
}
