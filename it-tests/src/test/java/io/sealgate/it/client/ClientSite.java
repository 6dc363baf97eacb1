package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Folders;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Where a client under test works: a Sealgate, a bucket of the client's own, and what must hold of
 * that bucket afterwards. Before MinIO everything is sealed with SSE-KMS by default, before S3Proxy
 * with what applies unconfigured, SSE-S3.
 */
final class ClientSite implements AutoCloseable {

  private static final String DEFAULT_KMS =
      "{ default: { mode: \"aws:kms\", key: alias/sealgate, bucket-key: true } }";

  private final Store store;
  private final SealgateServer server;
  private final Bucket bucket;
  private final Recorder recorder;
  private final Path folder;

  private ClientSite(
      Store store, SealgateServer server, Bucket bucket, Recorder recorder, Path folder) {
    this.store = store;
    this.folder = folder;
    this.server = server;
    this.bucket = bucket;
    this.recorder = recorder;
  }

  /**
   * A site with a new, empty bucket.
   *
   * @param client the client's name
   * @param version which one is tried
   * @param bucketName of the bucket
   */
  static ClientSite open(Store store, String client, String version, String bucketName)
      throws IOException {
    SealgateServer server =
        SealgateServer.start(
            store.backend(),
            store == Store.MINIO
                ? ServerSettings.DEFAULT.withEncryption(DEFAULT_KMS)
                : ServerSettings.DEFAULT);
    return new ClientSite(
        store,
        server,
        Bucket.create(server.s3(), bucketName),
        new Recorder(client, version, store),
        Files.createTempDirectory("sealgate-client"));
  }

  Store store() {
    return store;
  }

  SealgateServer server() {
    return server;
  }

  /** The bucket, by Amazon's client for Java. */
  Bucket bucket() {
    return bucket;
  }

  /** A folder for what the client is configured with. */
  Path folder() {
    return folder;
  }

  /** What writes down what came of it. */
  Recorder recorder() {
    return recorder;
  }

  /**
   * Those of the bucket's objects whose keys begin so are sealed in that mode, and are shown with
   * the sizes that reading them shows.
   */
  void assertSealed(String prefix, SseMode mode) {
    List<S3Object> shown =
        bucket.s3().listObjectsV2(list -> list.bucket(bucket.name()).prefix(prefix)).contents();
    assertThat(shown).as("objects under %s", prefix).isNotEmpty();
    for (S3Object row : shown) {
      if (store == Store.S3PROXY && row.key().endsWith("/")) {
        continue; // a folder of its file system, which keeps nothing of what it is given
      }
      HeadObjectResponse head = bucket.head(mode.read(bucket.heading(row.key())));
      assertThat(row.size()).as("listed size of %s", row.key()).isEqualTo(head.contentLength());
      assertThat(row.eTag()).as("listed ETag of %s", row.key()).isEqualTo(head.eTag());
      assertThat(head.serverSideEncryptionAsString()).as(row.key()).isEqualTo(shownAs(mode));
      assertStored(row.key(), head.contentLength());
    }
  }

  private void assertStored(String key, long plaintextBytes) {
    ResponseBytes<GetObjectResponse> stored = bucket.by(server.direct()).get(bucket.getting(key));
    assertThat(stored.asByteArrayUnsafe().length).as(key).isGreaterThan((int) plaintextBytes);
    assertThat(stored.response().metadata()).as(key).containsKey("sealgate");
    assertThat(Bodies.isMarked(stored.asByteArrayUnsafe())).as("plaintext in %s", key).isFalse();
  }

  /** What the answer's header says of an object of that mode. */
  private @Nullable String shownAs(SseMode mode) {
    return switch (mode) {
      case UNASKED -> store == Store.MINIO ? "aws:kms" : "AES256";
      case SSE_S3 -> "AES256";
      case SSE_KMS -> "aws:kms";
      case DSSE_KMS -> "aws:kms:dsse";
      case SSE_C -> null;
    };
  }

  @Override
  public void close() {
    recorder.close();
    bucket.empty();
    server.close();
    Folders.delete(folder);
  }
}
