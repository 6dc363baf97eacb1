package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Setting;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of each {@code tls}: whom a server is, and whom a client trusts. */
final class TlsKeys {

  private static final Setting<Path> CERTIFICATE =
      Setting.required(
          "certificate",
          Scalars.PATH,
          "/etc/sealgate/tls.crt",
          "PEM file with the certificate, followed by its intermediate certificates.");

  private static final Setting<Path> PRIVATE_KEY =
      Setting.required(
          "private-key",
          Scalars.PATH,
          "/etc/sealgate/tls.key",
          "PEM file with the certificate's private key, not encrypted: PKCS#8, PKCS#1 or EC.");

  private static final Setting<@Nullable Path> CLIENT_CA =
      Setting.optional(
          "client-ca",
          Scalars.PATH,
          "/etc/sealgate/clients-ca.crt",
          "PEM file with the certificates that sign client certificates. When it is given, a client"
              + " without such a certificate is turned away during the TLS handshake.");

  /** A server that may demand certificates of its clients. */
  static final Group<TlsConfig> SERVER =
      Group.of(
          List.of(CERTIFICATE, PRIVATE_KEY, CLIENT_CA),
          values ->
              new TlsConfig(
                  values.get(CERTIFICATE), values.get(PRIVATE_KEY), values.get(CLIENT_CA)));

  /** A server whose clients sign their requests. */
  static final Group<TlsConfig> SIGNED_SERVER =
      Group.of(
          List.of(CERTIFICATE, PRIVATE_KEY),
          values -> new TlsConfig(values.get(CERTIFICATE), values.get(PRIVATE_KEY), null));

  private TlsKeys() {}

  /**
   * What a client is told of an endpoint over https.
   *
   * @param whose the endpoint's owner, as in "the backend's"
   * @param file an example
   */
  static Setting<@Nullable Path> authority(String whose, String file) {
    Setting<Path> ca =
        Setting.required(
            "ca",
            Scalars.PATH,
            file,
            "PEM file with the certificates that sign " + whose + "; no others are trusted then.");
    return Setting.optional(
        "tls",
        Group.of(List.of(ca), values -> values.get(ca)),
        "{}",
        "For an endpoint over https whose certificate no public authority has signed. Without it,"
            + " the authorities that the JDK knows are trusted.");
  }
}
