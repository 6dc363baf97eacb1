package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.RunningServer;
import io.sealgate.proxy.StartException;
import io.sealgate.proxy.config.Address;
import io.sealgate.proxy.start.ProxyStarter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the demo is played on: a running Sealgate with its key service in front of a store, clients
 * of all three, and a bucket. The cleanup that it is opened with takes all of it away again, from
 * the store too.
 */
public final class Stage {

  private final RunningServer server;
  private final DemoBuckets buckets;
  private final Path certificate;
  private final Path awsCredentials;
  private final S3Client client;
  private final S3Client olderClient;
  private final S3Client backend;
  private final KmsClient kms;

  private Stage(StoreAccess store, TemporaryFolder folder, RandomBytes random, Cleanup cleanup)
      throws IOException {
    DemoConfig config = DemoConfig.write(folder, store, random);
    AwsBasicCredentials credentials = config.client();
    this.buckets = config.buckets();
    this.certificate = config.certificate();
    this.server = new ProxyStarter().start(config.read());
    cleanup.add(this::stopServer);
    this.awsCredentials = config.writePrivately("credentials", awsProfile(credentials));

    Clients clients = new Clients(credentials);
    this.client = cleanup.owns(clients.s3(https(), certificate));
    this.olderClient = cleanup.owns(clients.olderS3(http()));
    this.kms = cleanup.owns(clients.kms(url("http", server.addresses().kms())));
    this.backend = cleanup.owns(new Clients(store.credentials()).store(store.endpoint()));
    BucketRemoval removal = new BucketRemoval(backend);
    cleanup.add(() -> removal.remove(buckets.system()));
    cleanup.add(() -> removal.remove(buckets.data()));
  }

  /**
   * Sets it up.
   *
   * @param store where objects are to be kept; nothing of it is touched but the demo's own buckets
   * @param folder for everything that is written on this machine
   * @param cleanup takes it away
   * @throws StartException when Sealgate cannot start
   * @throws IOException when the folder cannot be written
   */
  public static Stage open(
      StoreAccess store, TemporaryFolder folder, RandomBytes random, Cleanup cleanup)
      throws IOException {
    return new Stage(store, folder, random, cleanup);
  }

  /** The proxy. */
  public RunningServer server() {
    return server;
  }

  /** The demo's buckets; the one for data is not made yet. */
  public DemoBuckets buckets() {
    return buckets;
  }

  /** A client of today, over HTTPS. */
  public S3Client client() {
    return client;
  }

  /** A client that is years old, over plain HTTP. */
  public S3Client olderClient() {
    return olderClient;
  }

  /** A client of the key service. */
  public KmsClient kms() {
    return kms;
  }

  /** A client of the store, past Sealgate: what its operator sees. */
  public S3Client backend() {
    return backend;
  }

  /** How long data keys are used again. */
  public Duration keyCacheAge() {
    return DemoConfig.KEY_CACHE_AGE;
  }

  /** Where Sealgate's numbers are. */
  public URI metrics() {
    return url("http", server.addresses().admin()).resolve("/metrics");
  }

  /** Where S3 is spoken over plain HTTP. */
  public URI http() {
    return url("http", server.addresses().http());
  }

  /** Where S3 is spoken over TLS. */
  public URI https() {
    return url("https", server.addresses().https());
  }

  /** Where the key service is. */
  public URI kmsUrl() {
    return url("http", server.addresses().kms());
  }

  /** The file with the certificate to trust. */
  public Path certificate() {
    return certificate;
  }

  /** The file with the client's credentials, in the form that AWS's tools read. */
  public Path awsCredentials() {
    return awsCredentials;
  }

  private void stopServer() {
    server.drain();
    try {
      server.awaitStop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI url(String scheme, @Nullable Address address) {
    if (address == null) {
      throw new IllegalStateException("the demo configures each address");
    }
    return URI.create(scheme + "://" + address);
  }

  private static String awsProfile(AwsBasicCredentials credentials) {
    return "[default]\naws_access_key_id = "
        + credentials.accessKeyId()
        + "\naws_secret_access_key = "
        + credentials.secretAccessKey()
        + "\n";
  }
}
