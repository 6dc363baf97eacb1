package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A stage for a Sealgate that somebody else starts, in a process of its own: an embedded store to
 * stand before, a configuration, and clients.
 */
public final class SeparateStage {

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
  public SeparateStage(RandomBytes random, Cleanup cleanup) throws IOException {
    TemporaryFolder folder = TemporaryFolder.make();
    cleanup.add(folder::close);
    StoreAccess store = EmbeddedBackend.startIn(folder, random, cleanup);
    this.config = DemoConfig.write(folder, store, random);
    this.clients = new Clients(config.client());
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
    return config.buckets().data();
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
