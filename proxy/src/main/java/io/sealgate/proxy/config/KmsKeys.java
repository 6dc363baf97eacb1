package io.sealgate.proxy.config;

import io.sealgate.proxy.config.schema.Choice;
import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The keys of {@code kms}. */
final class KmsKeys {

  private static final Setting<Path> SEAL_PATH =
      Setting.withDefault(
          "path",
          Scalars.PATH,
          "./data/seal.key",
          "The key file. It is made on first use, readable by its owner only. Without it the store"
              + " cannot be opened: keep a copy, apart from the store.");

  private static final Group<SealConfig> FILE_SEAL =
      Group.of(List.of(SEAL_PATH), values -> new SealConfig.File(values.get(SEAL_PATH)));

  private static final Setting<Path> STORE =
      Setting.withDefault(
          "store",
          Scalars.PATH,
          "./data/kms",
          "The folder of the sealed key store. It is made on first use.");

  private static final Setting<@Nullable Address> LISTEN =
      Setting.withDefault(
          "listen",
          Scalars.ADDRESS_OR_NONE,
          "127.0.0.1:8082",
          "Where the AWS KMS protocol is served, for aws kms --endpoint-url and for other Sealgates;"
              + " none: keys are used in this process only.");

  private static final Setting<SealConfig> SEAL =
      Setting.withDefault(
          "seal", Choice.of("type", seals()), "{}", "What the key store is sealed with.");

  private static final Setting<@Nullable TlsConfig> SERVER_TLS =
      Setting.optional(
          "tls",
          TlsKeys.SIGNED_SERVER,
          "{}",
          "The certificate of that address, which then speaks TLS only. Without it, whoever listens"
              + " on the network reads data keys: leave it out on the loopback interface alone.");

  static final Group<KmsConfig.Embedded> EMBEDDED =
      Group.of(List.of(STORE, LISTEN, SERVER_TLS, SEAL), KmsKeys::embedded);

  private static final Setting<@Nullable Path> CLIENT_TLS =
      TlsKeys.authority("the endpoint's", "/etc/sealgate/kms-ca.crt");

  private static final Setting<String> AWS_REGION =
      Setting.required("region", Scalars.REGION, "us-east-1", "The region of the keys.");

  private static final Setting<@Nullable URI> AWS_ENDPOINT =
      Setting.optional(
          "endpoint",
          Scalars.ENDPOINT,
          "https://kms.us-east-1.amazonaws.com",
          "Another address than the region's own.");

  private static final Setting<@Nullable String> AWS_ACCESS_KEY =
      Setting.optional(
          "access-key",
          Scalars.ACCESS_KEY,
          "${env:KMS_ACCESS_KEY}",
          "Whom Sealgate is to AWS KMS. Without it the AWS SDK looks for credentials where it always"
              + " does: environment, profile, role of the container or instance.");

  private static final Setting<@Nullable Secret> AWS_SECRET_KEY =
      Setting.optional(
          "secret-key", Scalars.SECRET, "${env:KMS_SECRET_KEY}", "The secret of that access key.");

  private static final Group<KmsConfig.Aws> AWS =
      Group.of(
          List.of(AWS_REGION, AWS_ENDPOINT, CLIENT_TLS, AWS_ACCESS_KEY, AWS_SECRET_KEY),
          KmsKeys::aws);

  private static final Setting<URI> REMOTE_ENDPOINT =
      Setting.required(
          "endpoint",
          Scalars.ENDPOINT,
          "https://kms.example.internal:8082",
          "The address of another Sealgate's key service.");

  private static final Setting<String> REMOTE_REGION =
      Setting.withDefault(
          "region", Scalars.REGION, "us-east-1", "The region that requests to it are signed for.");

  private static final Setting<String> REMOTE_ACCESS_KEY =
      Setting.required(
          "access-key",
          Scalars.ACCESS_KEY,
          "${env:KMS_ACCESS_KEY}",
          "Whom this Sealgate is to that key service: one of its clients.");

  private static final Setting<Secret> REMOTE_SECRET_KEY =
      Setting.required(
          "secret-key", Scalars.SECRET, "${env:KMS_SECRET_KEY}", "The secret of that access key.");

  private static final Group<KmsConfig.Remote> REMOTE =
      Group.of(
          List.of(REMOTE_ENDPOINT, CLIENT_TLS, REMOTE_REGION, REMOTE_ACCESS_KEY, REMOTE_SECRET_KEY),
          values ->
              new KmsConfig.Remote(
                  values.get(REMOTE_ENDPOINT),
                  authority(values, values.get(REMOTE_ENDPOINT)),
                  values.get(REMOTE_REGION),
                  new Credentials(values.get(REMOTE_ACCESS_KEY), values.get(REMOTE_SECRET_KEY))));

  static final Choice<KmsConfig> KMS = Choice.of("type", services());

  private KmsKeys() {}

  private static KmsConfig.Aws aws(Values values) {
    String accessKey = values.get(AWS_ACCESS_KEY);
    Secret secretKey = values.get(AWS_SECRET_KEY);
    Credentials credentials = null;
    if (accessKey != null && secretKey != null) {
      credentials = new Credentials(accessKey, secretKey);
    } else if (accessKey != null) {
      throw values.refuse(AWS_SECRET_KEY, "is missing, though access-key is there");
    } else if (secretKey != null) {
      throw values.refuse(AWS_ACCESS_KEY, "is missing, though secret-key is there");
    }
    URI endpoint = values.get(AWS_ENDPOINT);
    return new KmsConfig.Aws(
        values.get(AWS_REGION), endpoint, authority(values, endpoint), credentials);
  }

  /** The file of {@code tls.ca}, which must have a use: AWS's own endpoint is https. */
  private static @Nullable Path authority(Values values, @Nullable URI endpoint) {
    Path ca = values.get(CLIENT_TLS);
    if (ca != null && endpoint != null && !endpoint.getScheme().equals("https")) {
      throw values.refuse(CLIENT_TLS, "is of no use, the endpoint is not https");
    }
    return ca;
  }

  private static KmsConfig.Embedded embedded(Values values) {
    Address listen = values.get(LISTEN);
    TlsConfig tls = values.get(SERVER_TLS);
    if (tls != null && listen == null) {
      throw values.refuse(SERVER_TLS, "is of no use while kms.listen is none");
    }
    return new KmsConfig.Embedded(values.get(STORE), listen, tls, values.get(SEAL));
  }

  private static SequencedMap<String, Group<? extends SealConfig>> seals() {
    SequencedMap<String, Group<? extends SealConfig>> seals = new LinkedHashMap<>();
    seals.put("file", FILE_SEAL);
    return seals;
  }

  private static SequencedMap<String, Group<? extends KmsConfig>> services() {
    SequencedMap<String, Group<? extends KmsConfig>> services = new LinkedHashMap<>();
    services.put("embedded", EMBEDDED);
    services.put("aws", AWS);
    services.put("remote", REMOTE);
    return services;
  }
}
