package io.sealgate.demo.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.RandomBytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What Sealgate needs of a store, asked of the embedded one. */
class EmbeddedBackendTest {

  private static final String BUCKET = "bucket";
  private static final String KEY = "folder/key";
  private static final Map<String, String> METADATA = Map.of("sealgate", "x".repeat(900));
  private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final AwsBasicCredentials credentials = new FreshCredentials(RandomBytes.secure()).next();

  @Test
  void keepsObjectsWithLongMetadata() {
    try (EmbeddedBackend backend = EmbeddedBackend.start(folder, credentials);
        S3Client s3 = new Clients(credentials).store(backend.access().endpoint())) {
      s3.createBucket(request -> request.bucket(BUCKET));
      s3.putObject(
          request -> request.bucket(BUCKET).key(KEY).metadata(METADATA),
          RequestBody.fromBytes(BODY));

      assertThat(s3.headObject(request -> request.bucket(BUCKET).key(KEY)).metadata())
          .isEqualTo(METADATA);
      assertThat(
              s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).range("bytes=3-5"))
                  .asUtf8String())
          .isEqualTo("345");
      assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents())
          .singleElement()
          .satisfies(row -> assertThat(row.size()).isEqualTo(BODY.length));

      s3.deleteObject(request -> request.bucket(BUCKET).key(KEY));
      assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY)))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void knowsNobodyElse() {
    try (EmbeddedBackend backend = EmbeddedBackend.start(folder, credentials)) {
      URI endpoint = backend.access().endpoint();
      try (S3Client stranger =
          new Clients(new FreshCredentials(RandomBytes.secure()).next()).store(endpoint)) {
        assertThatThrownBy(stranger::listBuckets).isInstanceOf(S3Exception.class);
      }
    }
  }
}
