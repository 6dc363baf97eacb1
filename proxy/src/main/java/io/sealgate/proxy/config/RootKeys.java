package io.sealgate.proxy.config;

import static io.sealgate.proxy.config.Scalars.isAlphanumeric;

import io.sealgate.proxy.config.schema.Group;
import io.sealgate.proxy.config.schema.ListOf;
import io.sealgate.proxy.config.schema.NotYet;
import io.sealgate.proxy.config.schema.Scalar;
import io.sealgate.proxy.config.schema.Setting;
import io.sealgate.proxy.config.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of the file: the root of the one table that reads it and writes its reference. */
final class RootKeys {

  private static final Setting<String> REGION =
      Setting.withDefault(
          "region",
          Scalars.REGION,
          "us-east-1",
          "The AWS region that clients sign for, and that ARNs of keys carry.");

  private static final Setting<ListenConfig> LISTEN =
      Setting.withDefault("listen", ListenKeys.LISTEN, "{}", "Where clients are served.");

  private static final Setting<AdminConfig> ADMIN =
      Setting.withDefault("admin", ListenKeys.ADMIN, "{}", "Where the operator looks.");

  private static final Setting<@Nullable String> DOMAIN =
      Setting.withDefault(
          "domain",
          Scalar.text("a domain name, or none", RootKeys::domain),
          "s3.localhost",
          "Virtual-host style: requests to bucket.DOMAIN. Path style works beside it; none: path style"
              + " only.");

  private static final Setting<BackendConfig> BACKEND =
      Setting.withDefault("backend", BackendKeys.BACKEND, "{}", "The store behind Sealgate.");

  private static final Setting<@Nullable BackendConfig> BACKEND_NOT_NEEDED =
      Setting.optional(
          BACKEND.name(), BackendKeys.BACKEND, BACKEND.sample(), BACKEND.description());

  private static final Setting<List<ClientConfig>> CLIENTS =
      Setting.required(
          "clients", ListOf.atLeastOne(ClientKeys.CLIENT), "[]", "Who may call, at least one.");

  private static final Setting<KmsConfig> KMS =
      Setting.withDefault(
          "kms",
          KmsKeys.KMS,
          "{}",
          "Who keeps the keys: Sealgate's own key service in this process, AWS KMS, or the key service"
              + " of another Sealgate.");

  private static final Setting<EncryptionConfig> ENCRYPTION =
      Setting.withDefault(
          "encryption", EncryptionKeys.ENCRYPTION, "{}", "What is sealed, and how.");

  private static final Setting<KeyCacheConfig> KEY_CACHE =
      Setting.withDefault(
          "key-cache", KeyCacheKeys.KEY_CACHE, "{}", "How long data keys are used again.");

  private static final Setting<LimitsConfig> LIMITS =
      Setting.withDefault("limits", LimitsKeys.LIMITS, "{}", "What one process takes on.");

  private static final Setting<NotYet.Absent> KEYRINGS =
      Setting.withDefault(
          "keyrings",
          new NotYet("keyrings for client-side rules"),
          "{}",
          "Keys for rules with mode client-side.");

  private static final Setting<NotYet.Absent> BUCKET_IDENTITY =
      Setting.withDefault(
          "bucket-identity",
          new NotYet("opening replicas of a bucket under another name"),
          "{}",
          "Buckets that are replicas of another: the name under which their objects were sealed.");

  private static final Setting<String> LISTING =
      Setting.withDefault(
          "listing",
          Scalar.oneOf(
              Map.of("exact", "exact"), Map.of("fast", "listings that skip the reading of sizes")),
          "exact",
          "How listings learn the sizes of sealed objects.");

  static final Group<Config> SERVER =
      Group.of(
          List.of(
              REGION,
              LISTEN,
              ADMIN,
              DOMAIN,
              BACKEND,
              CLIENTS,
              KMS,
              ENCRYPTION,
              KEY_CACHE,
              LIMITS,
              KEYRINGS,
              BUCKET_IDENTITY,
              LISTING),
          RootKeys::server);

  /** The same file, read by the key service alone. */
  static final Group<KeyServiceConfig> KEY_SERVICE =
      Group.of(
          List.of(
              REGION,
              LISTEN,
              ADMIN,
              DOMAIN,
              BACKEND_NOT_NEEDED,
              CLIENTS,
              KMS,
              ENCRYPTION,
              KEY_CACHE,
              LIMITS,
              KEYRINGS,
              BUCKET_IDENTITY,
              LISTING),
          RootKeys::keyService);

  private RootKeys() {}

  private static Config server(Values values) {
    return new Config(
        values.get(REGION),
        values.get(LISTEN),
        values.get(ADMIN),
        values.get(DOMAIN),
        values.get(BACKEND),
        distinctClients(values),
        values.get(KMS),
        values.get(ENCRYPTION),
        values.get(KEY_CACHE),
        values.get(LIMITS));
  }

  private static KeyServiceConfig keyService(Values values) {
    if (!(values.get(KMS) instanceof KmsConfig.Embedded embedded)) {
      throw values.refuse(KMS, "must be of type embedded to be run as a key service");
    }
    if (embedded.listen() == null) {
      throw values.refuse(KMS, "listen is none, so there is no key service to run");
    }
    return new KeyServiceConfig(
        values.get(REGION),
        values.get(ADMIN),
        distinctClients(values),
        embedded,
        values.get(ENCRYPTION).serviceKey(),
        values.get(ENCRYPTION).defaultKmsKey(),
        values.get(LIMITS));
  }

  private static List<ClientConfig> distinctClients(Values values) {
    Set<String> names = new HashSet<>();
    Set<String> accessKeys = new HashSet<>();
    List<ClientConfig> clients = values.get(CLIENTS);
    for (ClientConfig client : clients) {
      if (!names.add(client.name())) {
        throw values.refuse(CLIENTS, "two clients are named \"" + client.name() + "\"");
      }
      if (!accessKeys.add(client.credentials().accessKey())) {
        throw values.refuse(CLIENTS, "\"" + client.name() + "\" has another client's access-key");
      }
    }
    return clients;
  }

  private static @Nullable String domain(String text) {
    if (text.equals("none")) {
      return null;
    }
    String domain = text.toLowerCase(Locale.ROOT);
    boolean named =
        !domain.isEmpty()
            && domain.length() <= 253
            && domain.chars().allMatch(c -> isAlphanumeric(c) || c == '-' || c == '.')
            && !domain.startsWith(".")
            && !domain.endsWith(".")
            && !domain.contains("..")
            && !domain.chars().allMatch(c -> Scalars.isDigit(c) || c == '.');
    if (!named) {
      throw new IllegalArgumentException("not a domain name");
    }
    return domain;
  }
}
