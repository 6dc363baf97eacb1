package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets, listings, deletions, and keys that are hard to carry. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BucketTest {

  private static final List<String> AWKWARD_KEYS =
      List.of(
          "a b/c+d.txt",
          "100%25.txt",
          "Grüße/日本語/🔒.txt",
          "e\u0301 is not \u00e9",
          "question?mark&amp=1#hash",
          "quotes'\"<>&.xml",
          "~tilde_-.!*()",
          "semi;colon=comma,at@dollar$");

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "buckets");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @Test
  void carriesAwkwardKeys() {
    for (String key : AWKWARD_KEYS) {
      byte[] body = Bodies.ofLength(key.length());
      bucket.put(key, SseMode.SSE_KMS, body);
      assertThat(bucket.get(key)).as(key).isEqualTo(body);
    }
    assertThat(bucket.s3().listObjectsV2(list -> list.bucket("buckets")).contents())
        .extracting(S3Object::key)
        .containsAll(AWKWARD_KEYS);
    deleteTogether(AWKWARD_KEYS);
    assertThat(bucket.s3().listObjectsV2(list -> list.bucket("buckets")).contents())
        .extracting(S3Object::key)
        .doesNotContainAnyElementsOf(AWKWARD_KEYS);
  }

  @Test
  void doesNotTakeAKeyWithALeadingSlashForTheOneWithout() {
    byte[] body = Bodies.ofLength(10);
    bucket.put("slash", SseMode.SSE_KMS, body);
    assertRefused(501, "NotImplemented", () -> bucket.put("/slash", SseMode.SSE_KMS, new byte[1]));
    assertRefused(501, "NotImplemented", () -> bucket.get("/slash"));
    assertThat(deleteTogether(List.of("/slash")).errors())
        .extracting(S3Error::code)
        .containsExactly("NotImplemented");
    assertThat(bucket.get("slash")).isEqualTo(body);
  }

  /**
   * S3Proxy would take them for it; MinIO refuses them, and locks up over a deletion of several.
   */
  @Test
  void doesNotTakeAKeyWithEmptyOrDottedSegmentsForTheOneWithout() {
    int status = store == Store.S3PROXY ? 501 : 400;
    String code = store == Store.S3PROXY ? "NotImplemented" : "InvalidArgument";
    byte[] body = Bodies.ofLength(10);
    bucket.put("secret/x", SseMode.SSE_KMS, body);
    List<String> others = List.of("./secret/x", "secret/./x", "secret//x", "open/../secret/x");
    for (String key : others) {
      assertRefused(status, code, () -> bucket.put(key, SseMode.SSE_KMS, new byte[1]));
      assertRefused(status, code, () -> bucket.get(key));
      assertRefused(status, code, () -> bucket.delete(key));
      assertRefused(
          status,
          code,
          () -> bucket.s3().createMultipartUpload(upload -> upload.bucket("buckets").key(key)));
      assertRefused(
          status,
          code,
          () ->
              bucket
                  .s3()
                  .copyObject(copy ->
                      copy.sourceBucket("buckets")
                          .sourceKey(key)
                          .destinationBucket("buckets")
                          .destinationKey("copy")));
    }
    assertThat(deleteTogether(others).errors())
        .hasSize(others.size())
        .allSatisfy(row -> assertThat(row.code()).isEqualTo(code));
    assertThat(bucket.get("secret/x")).isEqualTo(body);
  }

  @Test
  void listsInPagesAndFoldersWithTheSizesOfThePlaintext() {
    List<SseMode> modes = List.of(SseMode.values());
    for (int i = 0; i < 7; i++) {
      bucket.put("pages/" + i, modes.get(i % modes.size()), new byte[i * 40_000]);
    }
    bucket.put("pages/folder/x", SseMode.UNASKED, new byte[1]);
    ListObjectsV2Response first =
        bucket
            .s3()
            .listObjectsV2(
                list -> list.bucket("buckets").prefix("pages/").delimiter("/").maxKeys(4));
    assertThat(first.isTruncated()).isTrue();
    List<S3Object> rows =
        bucket
            .s3()
            .listObjectsV2Paginator(
                list -> list.bucket("buckets").prefix("pages/").delimiter("/").maxKeys(4))
            .contents()
            .stream()
            .toList();
    assertThat(rows).hasSize(7);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).key()).isEqualTo("pages/" + i);
      assertThat(rows.get(i).size()).isEqualTo(i * 40_000L);
    }
  }

  @Test
  void deletesSeveralAtOnceAndSaysWhatIsGone() {
    bucket.put("first", SseMode.SSE_C, new byte[1]);
    bucket.put("second", SseMode.SSE_KMS, new byte[1]);
    assertThat(deleteTogether(List.of("first", "second", "never-there")).deleted()).hasSize(3);
    assertRefused(404, "NoSuchKey", () -> bucket.get("second"));
  }

  @Test
  void makesFindsListsAndDeletesBuckets() {
    Bucket other = Bucket.create(server.s3(), "buckets-other");
    other.s3().headBucket(head -> head.bucket("buckets-other"));
    assertThat(other.s3().listBuckets().buckets())
        .anySatisfy(found -> assertThat(found.name()).isEqualTo("buckets-other"))
        .noneSatisfy(found -> assertThat(found.name()).isEqualTo("sealgate-system"));
    other.put("object", SseMode.UNASKED, new byte[1]);
    assertRefused(
        409, "BucketNotEmpty", () -> other.s3().deleteBucket(b -> b.bucket("buckets-other")));
    other.empty();
    assertRefused(404, "NoSuchBucket", () -> other.get("object"));
  }

  @Test
  void saysWhatIsNotThere() {
    assertRefused(404, "NoSuchKey", () -> bucket.get("absent"));
    assertRefused(404, "NoSuchKey", () -> bucket.get(bucket.getting("absent").range("bytes=1-2")));
    assertRefused(
        404, "NoSuchBucket", () -> new Bucket(bucket.s3(), "no-such-bucket").get("absent"));
  }

  private DeleteObjectsResponse deleteTogether(List<String> keys) {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return bucket
        .s3()
        .deleteObjects(
            delete -> delete.bucket("buckets").delete(document -> document.objects(objects)));
  }
}
