package io.sealgate.proxy.config;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of TLS: {@code listen.tls}.
 *
 * @param certificate the certificate and its chain, PEM
 * @param privateKey its private key, unencrypted PEM (PKCS#8, PKCS#1 or EC)
 * @param clientCa who signs client certificates, PEM; with it every client must show one; null: no
 *     client certificates
 */
public record TlsConfig(Path certificate, Path privateKey, @Nullable Path clientCa) {

  /** Checks that nothing is missing. */
  public TlsConfig {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(privateKey);
  }
}
