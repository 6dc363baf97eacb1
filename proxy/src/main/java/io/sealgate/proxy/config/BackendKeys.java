package io.sealgate.proxy.config;

import static io.sealgate.proxy.config.Scalars.isAlphanumeric;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code backend}. */
final class BackendKeys {

  private static final Setting<URI> ENDPOINT =
      Setting.withDefault(
          "endpoint",
          Scalars.ENDPOINT,
          "http://127.0.0.1:9000",
          "The S3-compatible store that keeps what Sealgate seals.");

  private static final Setting<String> REGION =
      Setting.withDefault(
          "region",
          Scalars.REGION,
          "us-east-1",
          "The region that requests to the backend are signed for.");

  private static final Setting<BackendConfig.Style> STYLE =
      Setting.withDefault(
          "style",
          Scalar.oneOf(
              Scalars.names(
                  "path",
                  BackendConfig.Style.PATH,
                  "virtual-host",
                  BackendConfig.Style.VIRTUAL_HOST)),
          "path",
          "How buckets are addressed: endpoint/bucket/key, or bucket.endpoint/key.");

  private static final Setting<String> ACCESS_KEY =
      Setting.required(
          "access-key",
          Scalars.ACCESS_KEY,
          "${env:BACKEND_ACCESS_KEY}",
          "Whom Sealgate is to the backend. It needs every right that clients are to have, and all"
              + " rights in the system bucket.");

  private static final Setting<Secret> SECRET_KEY =
      Setting.required(
          "secret-key",
          Scalars.SECRET,
          "${env:BACKEND_SECRET_KEY}",
          "The secret of that access key.");

  private static final Setting<String> SYSTEM_BUCKET =
      Setting.withDefault(
          "system-bucket",
          Scalars.characters(
              "a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens",
              63,
              c -> (isAlphanumeric(c) && Character.toLowerCase(c) == c) || c == '-' || c == '.'),
          "sealgate-system",
          "The bucket on the backend for Sealgate's own documents. Clients never see it.");

  private static final Setting<BackendConfig.Integrity> INTEGRITY =
      Setting.withDefault(
          "integrity",
          Scalar.oneOf(
              Scalars.names(
                  "trailer",
                  BackendConfig.Integrity.TRAILER,
                  "none",
                  BackendConfig.Integrity.NONE)),
          "trailer",
          "The checksum that accompanies the bytes of objects to the backend: a CRC32C in a"
              + " trailer, where the backend takes one, or none. Parts go without.");

  private static final Setting<@Nullable Path> TLS =
      TlsKeys.authority("the backend's", "/etc/sealgate/backend-ca.crt");

  static final Group<BackendConfig> BACKEND =
      Group.of(
          List.of(ENDPOINT, REGION, STYLE, ACCESS_KEY, SECRET_KEY, SYSTEM_BUCKET, INTEGRITY, TLS),
          values -> {
            if (values.get(TLS) != null && !values.get(ENDPOINT).getScheme().equals("https")) {
              throw values.refuse(TLS, "is of no use, the endpoint is not https");
            }
            if (values.get(SYSTEM_BUCKET).length() < 3) {
              throw values.refuse(SYSTEM_BUCKET, "a bucket's name has at least 3 characters");
            }
            return new BackendConfig(
                values.get(ENDPOINT),
                values.get(REGION),
                values.get(STYLE),
                new Credentials(values.get(ACCESS_KEY), values.get(SECRET_KEY)),
                values.get(SYSTEM_BUCKET),
                values.get(INTEGRITY),
                values.get(TLS));
          });

  private BackendKeys() {}
}
