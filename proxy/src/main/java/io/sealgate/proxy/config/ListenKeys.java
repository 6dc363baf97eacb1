package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.ListOf;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code listen} and {@code admin}. */
final class ListenKeys {

  private static final Setting<@Nullable Address> HTTP =
      Setting.withDefault(
          "http",
          Scalars.ADDRESS_OR_NONE,
          "127.0.0.1:8080",
          "Where S3 is spoken over plain HTTP; port 0 takes any free port, none turns it off.");

  private static final Setting<@Nullable Address> HTTPS =
      Setting.withDefault(
          "https",
          Scalars.ADDRESS_OR_NONE,
          "127.0.0.1:8443",
          "Where S3 is spoken over TLS (1.2 or newer); none turns it off.");

  private static final Setting<List<IpRange>> TRUSTED_PROXIES =
      Setting.withDefault(
          "trusted-proxies",
          ListOf.anyNumber(Scalars.IP_RANGE),
          "[]",
          "Load balancers whose X-Forwarded-Proto and X-Forwarded-For are believed, for SSE-C behind"
              + " a TLS terminator and for the access log.");

  private static final Setting<@Nullable TlsConfig> TLS =
      Setting.optional(
          "tls",
          TlsKeys.SERVER,
          "{}",
          "The certificate of the https address. Without it, a self-signed certificate is made at each"
              + " start and held in memory, for localhost and the domain.");

  static final Group<ListenConfig> LISTEN =
      Group.of(List.of(HTTP, HTTPS, TRUSTED_PROXIES, TLS), ListenKeys::listen);

  private static final Setting<Address> ADMIN_ADDRESS =
      Setting.withDefault(
          "address",
          Scalars.ADDRESS,
          "127.0.0.1:8081",
          "Where /livez, /readyz and /metrics are. It asks for no credentials: keep it private.");

  static final Group<AdminConfig> ADMIN =
      Group.of(List.of(ADMIN_ADDRESS), values -> new AdminConfig(values.get(ADMIN_ADDRESS)));

  private ListenKeys() {}

  private static ListenConfig listen(Values values) {
    Address http = values.get(HTTP);
    Address https = values.get(HTTPS);
    if (http == null && https == null) {
      throw values.refuse(HTTPS, "is none, and so is listen.http; one of them is needed");
    }
    TlsConfig tls = values.get(TLS);
    if (https == null && tls != null) {
      throw values.refuse(TLS, "is of no use while listen.https is none");
    }
    return new ListenConfig(http, https, values.get(TRUSTED_PROXIES), tls);
  }
}
