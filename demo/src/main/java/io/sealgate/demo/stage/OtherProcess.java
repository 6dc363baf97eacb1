package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.tls.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a Sealgate in a process of its own needs: an embedded store to stand before, a
 * configuration, and clients.
 */
public final class OtherProcess {

  private final DemoBuckets buckets;
  private final DemoConfig config;
  private final Clients clients;
  private final Cleanup cleanup;

  /**
   * Starts the store and writes the configuration.
   *
   * @param cleanup takes both away again, and the clients
   * @throws IOException when the configuration cannot be written
   * @throws io.sealgate.proxy.StartException when the store cannot start
   */
  public OtherProcess(RandomBytes random, Cleanup cleanup) throws IOException {
    TemporaryFolder folder = TemporaryFolder.make();
    cleanup.add(folder::close);
    FreshCredentials fresh = new FreshCredentials(random);
    EmbeddedBackend store = EmbeddedBackend.start(folder.folder("backend"), fresh.next());
    cleanup.add(store::close);
    AwsBasicCredentials client = fresh.next();
    this.buckets = DemoBuckets.fresh(random);
    this.config = new DemoConfig(folder, store.access(), client, buckets);
    config.write(new SelfSigned(InstantSource.system(), random).certificate(null));
    this.clients = new Clients(client);
    this.cleanup = cleanup;
  }

  /** What {@code sealgate serve} is to be started from. */
  public Path config() {
    return config.file();
  }

  /** What the configuration refers to: secrets, for the environment of the process. */
  public Map<String, String> environment() {
    return config.environment();
  }

  /** A bucket that is not made yet. */
  public String bucket() {
    return buckets.data();
  }

  /** A client over plain HTTP. */
  public S3Client plain(URI http) {
    return cleanup.owns(clients.olderS3(http));
  }

  /** A client over TLS. */
  public S3Client secure(URI https) throws IOException {
    return cleanup.owns(clients.s3(https, config.certificate()));
  }
}
