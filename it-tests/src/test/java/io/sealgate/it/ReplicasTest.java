package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.Replicas;
import io.sealgate.it.fixture.SealgateProcess;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Two proxies in processes of their own, one store, one key service over its wire protocol:
 * whatever one does, the other knows, although it remembers what was there before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplicasTest {

  private static final Store STORE = Store.MINIO;
  private static final int LEAST = MultipartUpload.SHORTEST_PART_BYTES;

  private Replicas replicas;
  private Bucket one;
  private Bucket other;
  private Bucket inTurn;

  @BeforeAll
  void start() {
    replicas = Replicas.start(STORE.backend(), 2);
    one = Bucket.create(replicas.s3(0), "replicas");
    other = one.by(replicas.s3(1));
    inTurn = one.by(replicas.inTurn());
  }

  @AfterAll
  void stop() {
    one.empty();
    replicas.close();
  }

  /** An object as a test stores it. */
  enum Form {
    SMALL(70_000),
    LARGE(300_001),
    PARTS(LEAST + 300_001);

    private final int lengthBytes;

    Form(int lengthBytes) {
      this.lengthBytes = lengthBytes;
    }

    byte[] body() {
      return Bodies.ofLength(lengthBytes);
    }

    void store(Bucket bucket, String key, SseMode mode) {
      if (this == PARTS) {
        MultipartUpload.store(
            bucket,
            key,
            mode,
            Arrays.copyOf(body(), LEAST),
            Arrays.copyOfRange(body(), LEAST, lengthBytes));
      } else {
        bucket.put(key, mode, body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takeTheRequestsOfAnUploadInTurn(SseMode mode) {
    String key = "in-turn/" + mode;
    Form.PARTS.store(inTurn, key, mode);
    for (Bucket bucket : List.of(one, other)) {
      assertShown(bucket, key, mode, Form.PARTS.body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SMALL, SSE_KMS, LARGE, SSE_KMS",
    "LARGE, SSE_KMS, SMALL, SSE_S3",
    "LARGE, SSE_S3, PARTS, SSE_KMS",
    "PARTS, SSE_KMS, PARTS, SSE_S3",
    "PARTS, SSE_S3, LARGE, DSSE_KMS",
    "PARTS, DSSE_KMS, SMALL, SSE_KMS"
  })
  void forgetWhatAnotherHasOverwrittenOrDeleted(
      Form first, SseMode firstMode, Form second, SseMode secondMode) {
    String key = "overwritten/" + first + firstMode + second + secondMode;
    first.store(one, key, firstMode);
    assertShown(one, key, firstMode, first.body());
    assertShown(other, key, firstMode, first.body());

    second.store(one, key, secondMode);
    assertShown(other, key, secondMode, second.body());
    first.store(other, key, firstMode);
    assertShown(one, key, firstMode, first.body());

    one.delete(key);
    assertAbsent(other, key);
    second.store(other, key, secondMode);
    assertShown(one, key, secondMode, second.body());
    one.s3()
        .deleteObjects(all ->
            all.bucket(one.name())
                .delete(rows -> rows.objects(ObjectIdentifier.builder().key(key).build())));
    assertAbsent(other, key);
  }

  @ParameterizedTest
  @EnumSource
  void forgetTheEnvelopeThatAnotherHasReplacedWithTheBodyAsItWas(Form form) {
    String key = "resealed/" + form;
    form.store(one, key, SseMode.SSE_KMS);
    assertShown(one, key, SseMode.SSE_KMS, form.body());
    assertShown(other, key, SseMode.SSE_KMS, form.body());

    one.s3()
        .copyObject(copy ->
            copy.sourceBucket(one.name())
                .sourceKey(key)
                .destinationBucket(one.name())
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE)
                .serverSideEncryption(ServerSideEncryption.AES256));
    assertShown(other, key, SseMode.SSE_S3, form.body());
  }

  @Test
  void endAnUploadThatAnotherHasAborted() {
    MultipartUpload upload = MultipartUpload.create(one, "aborted", SseMode.SSE_KMS);
    MultipartUpload there = upload.by(other);
    upload.part(1, Bodies.ofLength(LEAST));
    there.part(2, Bodies.ofLength(1));

    upload.abort();
    assertThatThrownBy(() -> there.part(3, Bodies.ofLength(1)))
        .isInstanceOf(NoSuchUploadException.class);
    assertThatThrownBy(there::complete).isInstanceOf(NoSuchUploadException.class);
    assertAbsent(other, "aborted");
  }

  @Test
  void knowEachOthersVersions() {
    Bucket versions = Bucket.create(inTurn.s3(), "replicas-versions");
    Bucket there = versions.by(replicas.s3(1));
    versions.setVersioning(BucketVersioningStatus.ENABLED);
    Bucket here = versions.by(replicas.s3(0));
    String first = here.put("object", SseMode.SSE_KMS, Form.SMALL.body()).versionId();
    assertShown(there, "object", SseMode.SSE_KMS, Form.SMALL.body());
    String second = there.put("object", SseMode.SSE_S3, Form.LARGE.body()).versionId();
    assertShown(here, "object", SseMode.SSE_S3, Form.LARGE.body());

    assertThat(there.get(there.getting("object").versionId(first)).asByteArray())
        .isEqualTo(Form.SMALL.body());
    assertThat(here.get(here.getting("object").versionId(second)).asByteArray())
        .isEqualTo(Form.LARGE.body());
    here.delete("object");
    assertAbsent(there, "object");
    there.delete("object", second);
    assertThatThrownBy(() -> here.get(here.getting("object").versionId(second)))
        .hasMessageContaining("The specified version does not exist.");
    versions.emptyOfVersions();
  }

  @Test
  void goOnWithWhatOneThatDiedHasBegun() {
    SealgateProcess dying = replicas.startAnother(STORE.backend());
    MultipartUpload upload =
        MultipartUpload.create(one.by(dying.s3()), "taken-over", SseMode.DSSE_KMS);
    upload.part(1, Bodies.ofLength(LEAST));
    dying.kill();

    MultipartUpload there = upload.by(other);
    there.part(2, Bodies.ofLength(1000));
    there.complete();
    assertThat(one.get("taken-over")).hasSize(LEAST + 1000).startsWith(Bodies.ofLength(LEAST));
  }

  /** Everything that a proxy may remember something for: the object, a range, its end, its row. */
  private static void assertShown(Bucket bucket, String key, SseMode mode, byte[] body) {
    int middle = body.length / 2;
    GetObjectResponse range =
        bucket.get(mode.read(bucket.getting(key)).range("bytes=" + middle + "-")).response();
    assertThat(range.contentRange())
        .isEqualTo("bytes " + middle + "-" + (body.length - 1) + "/" + body.length);
    assertThat(
            bucket.get(mode.read(bucket.getting(key)).range("bytes=" + middle + "-")).asByteArray())
        .isEqualTo(Arrays.copyOfRange(body, middle, body.length));
    assertThat(bucket.get(mode.read(bucket.getting(key)).range("bytes=-5")).asByteArray())
        .isEqualTo(Arrays.copyOfRange(body, body.length - 5, body.length));
    assertThat(bucket.get(key, mode)).isEqualTo(body);
    var head = bucket.head(mode.read(bucket.heading(key)));
    assertThat(head.contentLength()).isEqualTo(body.length);
    assertThat(head.serverSideEncryption()).isEqualTo(range.serverSideEncryption());
    assertThat(row(bucket, key))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.size()).isEqualTo(body.length);
          assertThat(row.eTag()).isEqualTo(head.eTag());
        });
  }

  private static void assertAbsent(Bucket bucket, String key) {
    assertThatThrownBy(() -> bucket.get(key)).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> bucket.get(bucket.getting(key).range("bytes=5-")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> bucket.head(bucket.heading(key)))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(row(bucket, key)).isEmpty();
  }

  private static List<S3Object> row(Bucket bucket, String key) {
    return bucket.s3().listObjectsV2(list -> list.bucket(bucket.name()).prefix(key)).contents();
  }
}
