package io.sealgate.proxy.config;

import java.util.List;
import java.util.Objects;

/**
 * What the key service alone needs of the same file ({@code sealgate kms}): {@code backend} may be
 * missing from it, {@code kms} must be embedded and listen.
 *
 * @param region the AWS region that callers sign for and that key ARNs carry
 * @param admin where the operator looks
 * @param clients who may call, at least one
 * @param kms the embedded key service, with an address
 * @param serviceKey the alias that is made on first start for SSE-S3
 * @param defaultKmsKey the alias that is made on first start for aws:kms without a key id
 * @param limits what one process takes on
 */
public record KeyServiceConfig(
    String region,
    AdminConfig admin,
    List<ClientConfig> clients,
    KmsConfig.Embedded kms,
    String serviceKey,
    String defaultKmsKey,
    LimitsConfig limits) {

  /** Checks that nothing is missing and that the service has an address. */
  public KeyServiceConfig {
    Objects.requireNonNull(region);
    Objects.requireNonNull(admin);
    clients = List.copyOf(clients);
    Objects.requireNonNull(kms.listen());
    Objects.requireNonNull(serviceKey);
    Objects.requireNonNull(defaultKmsKey);
    Objects.requireNonNull(limits);
  }
}
