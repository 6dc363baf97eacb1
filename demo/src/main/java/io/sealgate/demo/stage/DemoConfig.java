package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.config.Config;
import io.sealgate.proxy.config.ConfigLoader;
import io.sealgate.proxy.tls.SelfSigned;
import io.sealgate.proxy.tls.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * The demo's configuration: a file like anybody's, read like anybody's. Secrets are not in it; it
 * refers to the environment for them.
 */
final class DemoConfig {

  /** Short, so that nobody waits long to see a disabled key stop reading. */
  static final Duration KEY_CACHE_AGE = Duration.ofSeconds(2);

  private static final String FILE = "sealgate.yaml";
  private static final String CERTIFICATE = "tls.crt";
  private static final String PRIVATE_KEY = "tls.key";

  private final Path folder;
  private final StoreAccess store;
  private final AwsBasicCredentials client;
  private final DemoBuckets buckets;

  private DemoConfig(Path folder, StoreAccess store, RandomBytes random) {
    this.folder = folder;
    this.store = store;
    this.client = new FreshCredentials(random).next();
    this.buckets = DemoBuckets.fresh(random);
  }

  /**
   * Writes a configuration with a certificate, a client and buckets that nobody had before.
   *
   * @param folder where it is written to
   * @param store what it is for
   */
  static DemoConfig write(TemporaryFolder folder, StoreAccess store, RandomBytes random)
      throws IOException {
    DemoConfig config = new DemoConfig(folder.path(), store, random);
    TlsMaterial tls = new SelfSigned(InstantSource.system(), random).certificate(null);
    config.writePrivately(PRIVATE_KEY, privateKeyPem(tls));
    Files.writeString(config.certificate(), tls.certificatePem());
    Files.writeString(config.file(), config.yaml());
    return config;
  }

  /** Where it is written to. */
  Path file() {
    return folder.resolve(FILE);
  }

  /** Where the certificate is that the demo's clients are to trust. */
  Path certificate() {
    return folder.resolve(CERTIFICATE);
  }

  /** Who may use Sealgate. */
  AwsBasicCredentials client() {
    return client;
  }

  /** The buckets that it is made for. */
  DemoBuckets buckets() {
    return buckets;
  }

  /** What the file refers to: the secrets. */
  Map<String, String> environment() {
    return Map.of(
        "BACKEND_ACCESS_KEY", store.credentials().accessKeyId(),
        "BACKEND_SECRET_KEY", store.credentials().secretAccessKey(),
        "CLIENT_ACCESS_KEY", client.accessKeyId(),
        "CLIENT_SECRET_KEY", client.secretAccessKey());
  }

  /** Reads it as {@code sealgate serve} would. */
  Config read() {
    return new ConfigLoader(environment()::get).server(file());
  }

  /** Writes a file that only its owner may read. */
  Path writePrivately(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE);
    Files.writeString(file, text, options.toArray(OpenOption[]::new));
    return file;
  }

  private String yaml() {
    return """
    region: us-east-1
    listen:
      http: "127.0.0.1:0"
      https: "127.0.0.1:0"
      tls: { certificate: %s, private-key: %s }
    admin: { address: "127.0.0.1:0" }
    backend:
      endpoint: "%s"
      access-key: "${env:BACKEND_ACCESS_KEY}"
      secret-key: "${env:BACKEND_SECRET_KEY}"
      system-bucket: %s
    clients:
      - { name: demo, access-key: "${env:CLIENT_ACCESS_KEY}", secret-key: "${env:CLIENT_SECRET_KEY}" }
    kms:
      type: embedded
      store: kms
      listen: "127.0.0.1:0"
      seal: { type: file, path: seal.key }
    encryption:
      rules:
        - { bucket: %s, prefix: %s, mode: "aws:kms", require: true }
    key-cache: { max-age: %ds }
    """
        .formatted(
            CERTIFICATE,
            PRIVATE_KEY,
            store.endpoint(),
            buckets.system(),
            buckets.data(),
            DemoBuckets.STRICT_PREFIX,
            KEY_CACHE_AGE.toSeconds());
  }

  private static String privateKeyPem(TlsMaterial tls) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(tls.privateKey().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
