package io.sealgate.demo.stage;

import io.sealgate.crypto.RandomBytes;
import io.sealgate.proxy.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * An S3 store in this process, on the loopback interface, that keeps its objects as files. It
 * stands for any store that somebody else runs: Sealgate knows its URL and credentials, no more.
 */
public final class EmbeddedBackend implements AutoCloseable {

  private static final URI ANY_PORT = URI.create("http://127.0.0.1:0");

  private final S3Proxy server;
  private final StoreAccess access;

  private EmbeddedBackend(S3Proxy server, StoreAccess access) {
    this.server = server;
    this.access = access;
  }

  /**
   * Starts a store for a user that nobody knew before.
   *
   * @param folder where it keeps its objects, in a folder of its own
   * @param random for the user's credentials
   * @param cleanup stops it
   * @return how to reach it
   * @throws StartException when it cannot start
   */
  public static StoreAccess startIn(TemporaryFolder folder, RandomBytes random, Cleanup cleanup)
      throws IOException {
    EmbeddedBackend backend = start(folder.folder("backend"), new FreshCredentials(random).next());
    cleanup.add(backend::close);
    return backend.access();
  }

  /**
   * Starts a store.
   *
   * @param folder where it keeps its objects
   * @param credentials of its one user
   * @throws StartException when it cannot start
   */
  public static EmbeddedBackend start(Path folder, AwsBasicCredentials credentials) {
    return start(folder, credentials, UnaryOperator.identity());
  }

  /**
   * Starts a store that does something else than it should, to see who notices.
   *
   * @param folder where it keeps its objects
   * @param credentials of its one user
   * @param fault makes a faulty store of a sound one
   * @throws StartException when it cannot start
   */
  public static EmbeddedBackend start(
      Path folder, AwsBasicCredentials credentials, UnaryOperator<BlobStore> fault) {
    BlobStore files = fault.apply(new FilesystemNio2BlobStore(folder.toString()));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(files)
            .endpoint(ANY_PORT)
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .build();
    server.setBlobStoreLocator((identity, bucket, key) ->
        credentials.accessKeyId().equals(identity)
            ? new AccessGrant(credentials.secretAccessKey(), files)
            : null);
    start(server);
    return new EmbeddedBackend(
        server, new StoreAccess(URI.create("http://127.0.0.1:" + server.getPort()), credentials));
  }

  /** How to reach it. */
  public StoreAccess access() {
    return access;
  }

  /** Stops it; its files stay. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) { // the library declares no narrower type
      throw new IllegalStateException("the embedded backend does not stop", failure);
    }
  }

  private static void start(S3Proxy server) {
    try {
      server.start();
    } catch (Exception failure) { // the library declares no narrower type
      throw new StartException(
          "the embedded backend cannot start: " + failure.getMessage(), failure);
    }
  }
}
