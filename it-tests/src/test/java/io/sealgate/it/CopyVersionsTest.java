package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Versions as the sources of copies, and as what UpdateObjectEncryption updates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CopyVersionsTest {

  private static final byte[] OLDER = Bodies.ofLength(200_000);
  private static final byte[] NEWER = Bodies.ofLength(100);

  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "copy-versions");
    bucket.setVersioning(BucketVersioningStatus.ENABLED);
  }

  @AfterAll
  void stop() {
    bucket.emptyOfVersions();
    server.close();
  }

  @Test
  void copiesTheVersionThatIsNamedAndElseTheCurrentOne() {
    String older = bucket.put("source", SseMode.SSE_KMS, OLDER).versionId();
    String newer = bucket.put("source", SseMode.DSSE_KMS, NEWER).versionId();
    assertThat(copy("source", older, "copy").copySourceVersionId()).isEqualTo(older);
    assertThat(bucket.get("copy")).isEqualTo(OLDER);
    assertThat(copy("source", null, "copy").copySourceVersionId()).isEqualTo(newer);
    assertThat(bucket.get("copy")).isEqualTo(NEWER);
  }

  @Test
  void makesAnOlderVersionTheCurrentOneAgain() {
    String older = bucket.put("again", SseMode.SSE_KMS, OLDER).versionId();
    bucket.put("again", SseMode.SSE_S3, NEWER);
    String copy = copy("again", older, "again").versionId();
    assertThat(copy).isNotNull().isNotEqualTo(older);
    assertThat(bucket.get("again")).isEqualTo(OLDER);
    assertThat(bucket.get(bucket.getting("again").versionId(older)).asByteArrayUnsafe())
        .isEqualTo(OLDER);
  }

  @Test
  void updatesTheEncryptionOfTheCurrentVersionAlone() {
    String keyArn = server.keys().createKey().keyMetadata().arn();
    String older = bucket.put("updated", SseMode.SSE_S3, NEWER).versionId();
    String current = bucket.put("updated", SseMode.SSE_S3, OLDER).versionId();
    assertRefused(501, "NotImplemented", () -> update("updated", older, keyArn));
    assertThat(bucket.get("updated")).isEqualTo(OLDER);
    update("updated", current, keyArn);
    HeadObjectResponse head = bucket.head(bucket.heading("updated"));
    assertThat(head.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(bucket.get("updated")).isEqualTo(OLDER);
    assertThat(bucket.get(bucket.getting("updated").versionId(older)).asByteArrayUnsafe())
        .isEqualTo(NEWER);
    update("updated", null, keyArn);
    assertThat(bucket.get("updated")).isEqualTo(OLDER);
  }

  private void update(String key, @Nullable String versionId, String keyArn) {
    bucket
        .s3()
        .updateObjectEncryption(update ->
            update
                .bucket(bucket.name())
                .key(key)
                .versionId(versionId)
                .objectEncryption(encryption -> encryption.ssekms(kms -> kms.kmsKeyArn(keyArn))));
  }

  private CopyObjectResponse copy(String from, @Nullable String versionId, String to) {
    return bucket
        .s3()
        .copyObject(copy ->
            copy.sourceBucket(bucket.name())
                .sourceKey(from)
                .sourceVersionId(versionId)
                .destinationBucket(bucket.name())
                .destinationKey(to));
  }
}
