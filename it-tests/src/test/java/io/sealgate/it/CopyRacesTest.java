package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Copies of objects onto themselves while they are overwritten. MinIO compares the source's ETag
 * before it takes the lock under which it puts the metadata on whatever is there by then.
 */
final class CopyRacesTest {

  private static final int ROUNDS = 40;
  private static final int WRITERS = 6;
  private static final byte[] OLDER = Bodies.ofLength(200_000);
  private static final byte[] NEWER = Bodies.ofLength(200_001);

  private SealgateServer server;
  private Bucket bucket;

  @BeforeEach
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "copy-races");
  }

  @AfterEach
  void stop() {
    bucket.emptyOfVersions();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"ENABLED", "SUSPENDED"})
  void leaveAnObjectThatOpens(BucketVersioningStatus versioning) {
    bucket.setVersioning(versioning);
    for (int round = 0; round < ROUNDS; round++) {
      bucket.put("object", SseMode.SSE_KMS, OLDER);
      race(() -> copyOntoItself("object"));
      assertThat(bucket.get("object")).isIn(OLDER, NEWER);
    }
  }

  @Test
  void loseNoUpdateToANewEncryption() {
    String keyArn = server.keys().createKey().keyMetadata().arn();
    for (int round = 0; round < ROUNDS; round++) {
      bucket.put("object", SseMode.SSE_KMS, OLDER);
      race(() -> update("object", keyArn));
      assertThat(bucket.get("object")).isEqualTo(NEWER);
    }
  }

  private void race(Runnable copy) {
    List<Runnable> writers =
        List.of(() -> bucket.put("object", SseMode.SSE_KMS, NEWER), copy, copy, copy, copy, copy);
    Concurrently.check(WRITERS, writers, Runnable::run);
  }

  private void copyOntoItself(String key) {
    unlessReplaced(() ->
        bucket
            .s3()
            .copyObject(copy ->
                copy.sourceBucket(bucket.name())
                    .sourceKey(key)
                    .destinationBucket(bucket.name())
                    .destinationKey(key)
                    .metadataDirective(MetadataDirective.REPLACE)
                    .metadata(Map.of("colour", "blue"))));
  }

  private void update(String key, String keyArn) {
    unlessReplaced(() ->
        bucket
            .s3()
            .updateObjectEncryption(update ->
                update
                    .bucket(bucket.name())
                    .key(key)
                    .objectEncryption(
                        encryption -> encryption.ssekms(kms -> kms.kmsKeyArn(keyArn)))));
  }

  private static void unlessReplaced(Runnable copy) {
    try {
      copy.run();
    } catch (S3Exception replaced) {
      assertThat(replaced.statusCode()).isIn(409, 503);
    }
  }
}
