package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.CustomerKey;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Every version is an object of its own: its mode, its key, its size, its ETag. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionsTest {

  private static final CustomerKey OTHER_KEY =
      CustomerKey.of("fedcba9876543210FEDCBA9876543210".getBytes(StandardCharsets.US_ASCII));

  private SealgateServer server;
  private Bucket bucket;

  /** A stored version and what is needed to read it. */
  @SuppressWarnings("ArrayRecordComponent") // read here, changed nowhere
  private record Version(String id, @Nullable CustomerKey customerKey, byte[] body, String eTag) {

    GetObjectRequest.Builder reading(Bucket bucket, String key) {
      GetObjectRequest.Builder get = bucket.getting(key).versionId(id);
      return customerKey == null ? get : customerKey.on(get);
    }
  }

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "versions");
    bucket.setVersioning(BucketVersioningStatus.ENABLED);
  }

  @AfterAll
  void stop() {
    bucket.emptyOfVersions();
    server.close();
  }

  @Test
  void eachHasItsOwnModeAndKey() {
    String key = "modes";
    List<Version> versions = versionsOfEveryMode(key);
    for (Version version : versions) {
      byte[] body = version.body();
      var whole = bucket.get(version.reading(bucket, key));
      assertThat(whole.asByteArrayUnsafe()).isEqualTo(body);
      assertThat(whole.response().versionId()).isEqualTo(version.id());
      assertThat(whole.response().eTag()).isEqualTo(version.eTag());
      int from = body.length - 70_000;
      assertThat(
              bucket
                  .get(version.reading(bucket, key).range("bytes=" + from + "-" + (from + 66_000)))
                  .asByteArrayUnsafe())
          .isEqualTo(Arrays.copyOfRange(body, from, from + 66_001));
      var head = bucket.heading(key).versionId(version.id());
      var metadata =
          bucket.head(version.customerKey() == null ? head : version.customerKey().on(head));
      assertThat(metadata.contentLength()).isEqualTo(body.length);
      assertThat(metadata.eTag()).isEqualTo(version.eTag());
      assertThat(metadata.versionId()).isEqualTo(version.id());
      var describing =
          bucket
              .describing(key)
              .versionId(version.id())
              .objectAttributes(ObjectAttributes.OBJECT_SIZE, ObjectAttributes.E_TAG);
      GetObjectAttributesResponse attributes =
          bucket
              .s3()
              .getObjectAttributes(
                  (version.customerKey() == null
                          ? describing
                          : version.customerKey().on(describing))
                      .build());
      assertThat(attributes.objectSize()).isEqualTo(body.length);
      assertThat('"' + attributes.eTag() + '"').isEqualTo(version.eTag());
      assertThat(attributes.versionId()).isEqualTo(version.id());
    }
    Version ours = versions.get(4);
    Version others = versions.get(5);
    assertRefused(
        403,
        "AccessDenied",
        () -> bucket.get(others.customerKey().on(bucket.getting(key).versionId(ours.id()))));
    assertListed(key, versions);
  }

  @Test
  void areListedInPagesWithTheirPlaintextsSizesAndTags() {
    String key = "pages/object";
    List<Version> versions = versionsOfEveryMode(key);
    bucket.delete(key);
    bucket.put("pages/zzz", SseMode.SSE_KMS, Bodies.ofLength(5));
    for (int pageRows : new int[] {1, 2, 3, 100}) {
      List<ObjectVersion> rows = new ArrayList<>();
      List<DeleteMarkerEntry> markers = new ArrayList<>();
      for (ListObjectVersionsResponse page :
          bucket
              .s3()
              .listObjectVersionsPaginator(
                  list -> list.bucket(bucket.name()).prefix("pages/").maxKeys(pageRows))) {
        assertThat(page.versions().size() + page.deleteMarkers().size())
            .isLessThanOrEqualTo(pageRows);
        rows.addAll(page.versions());
        markers.addAll(page.deleteMarkers());
      }
      assertThat(rows).hasSize(versions.size() + 1);
      for (int i = 0; i < versions.size(); i++) {
        assertShows(rows.get(i), versions.get(versions.size() - 1 - i), false);
      }
      assertThat(rows.getLast().key()).isEqualTo("pages/zzz");
      assertThat(rows.getLast().size()).isEqualTo(5);
      assertThat(rows.getLast().isLatest()).isTrue();
      assertThat(markers).hasSize(1);
      assertThat(markers.getFirst().key()).isEqualTo(key);
      assertThat(markers.getFirst().isLatest()).isTrue();
    }
  }

  @Test
  void areListedWithAwkwardKeysEncodedOnlyWhenAsked() {
    String key = "awkward/a b+c&d<e>ü%20.txt";
    bucket.put(key, SseMode.UNASKED, new byte[3]);
    RawAnswer plain = list("awkward/", "");
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.text())
        .contains("<Key>awkward/a b+c&amp;d&lt;e&gt;ü%20.txt</Key>")
        .contains("<Size>3</Size>")
        .doesNotContain("EncodingType")
        .doesNotContain("UserMetadata")
        .doesNotContain("sealgate");
    assertThat(list("awkward/", "url").text())
        .contains("<EncodingType>url</EncodingType>")
        .contains("<Key>awkward/a+b%2Bc%26d%3Ce%3E%C3%BC%2520.txt</Key>");
  }

  @Test
  void stayWhenTheObjectIsDeletedAndComeBackWithIt() {
    String key = "deleted";
    byte[] body = Bodies.ofLength(70_000);
    String version = bucket.put(key, SseMode.SSE_KMS, body).versionId();
    DeleteObjectResponse deleted =
        bucket.s3().deleteObject(delete -> delete.bucket(bucket.name()).key(key));
    assertThat(deleted.deleteMarker()).isTrue();
    String marker = deleted.versionId();

    for (String method : List.of("GET", "HEAD")) {
      RawAnswer current = read(method, key, null);
      assertThat(current.status()).as(method).isEqualTo(404);
      assertThat(current.header("x-amz-delete-marker")).isEqualTo("true");
      assertThat(current.header("x-amz-version-id")).isEqualTo(marker);
      RawAnswer named = read(method, key, marker);
      assertThat(named.status()).as(method).isEqualTo(405);
      assertThat(named.header("x-amz-delete-marker")).isEqualTo("true");
      assertThat(named.header("x-amz-version-id")).isEqualTo(marker);
      assertThat(named.header("Allow")).isEqualTo("DELETE");
    }
    assertRefused(404, "NoSuchKey", () -> bucket.get(key));
    assertRefused(404, "NoSuchKey", () -> bucket.get(bucket.getting(key).range("bytes=1-2")));
    assertRefused(405, "MethodNotAllowed", () -> bucket.get(bucket.getting(key).versionId(marker)));
    assertThat(bucket.get(bucket.getting(key).versionId(version)).asByteArrayUnsafe())
        .isEqualTo(body);
    assertThat(bucket.s3().listObjectsV2(list -> list.bucket(bucket.name()).prefix(key)).contents())
        .isEmpty();

    DeleteObjectResponse undeleted = bucket.delete(key, marker);
    assertThat(undeleted.deleteMarker()).isTrue();
    assertThat(undeleted.versionId()).isEqualTo(marker);
    assertThat(bucket.get(key)).isEqualTo(body);
  }

  @Test
  void areDeletedOneByOneForGood() {
    String key = "one-by-one";
    byte[] older = Bodies.ofLength(10);
    String first = bucket.put(key, SseMode.SSE_S3, older).versionId();
    String second = bucket.put(key, SseMode.DSSE_KMS, Bodies.ofLength(20)).versionId();
    DeleteObjectResponse deleted = bucket.delete(key, second);
    assertThat(deleted.versionId()).isEqualTo(second);
    assertThat(deleted.deleteMarker()).isNull();
    assertRefused(404, "NoSuchVersion", () -> bucket.get(bucket.getting(key).versionId(second)));
    assertThat(bucket.get(key)).isEqualTo(older);
    assertThat(bucket.head(bucket.heading(key)).versionId()).isEqualTo(first);
  }

  @Test
  void areDeletedTogether() {
    String key = "together";
    String first = bucket.put(key, SseMode.SSE_S3, Bodies.ofLength(10)).versionId();
    byte[] kept = Bodies.ofLength(11);
    String second = bucket.put(key, SseMode.SSE_KMS, kept).versionId();
    bucket.put("together-too", SseMode.SSE_C, Bodies.ofLength(12));
    List<DeletedObject> gone =
        bucket
            .s3()
            .deleteObjects(delete ->
                delete
                    .bucket(bucket.name())
                    .delete(document ->
                        document.objects(
                            ObjectIdentifier.builder().key(key).versionId(first).build(),
                            ObjectIdentifier.builder().key("together-too").build())))
            .deleted();
    assertThat(gone).hasSize(2);
    assertThat(gone)
        .anySatisfy(one -> {
          assertThat(one.key()).isEqualTo(key);
          assertThat(one.versionId()).isEqualTo(first);
          assertThat(one.deleteMarker()).isNull();
        })
        .anySatisfy(one -> {
          assertThat(one.key()).isEqualTo("together-too");
          assertThat(one.versionId()).isNull();
          assertThat(one.deleteMarker()).isTrue();
          assertThat(one.deleteMarkerVersionId()).isNotEmpty();
        });
    assertRefused(404, "NoSuchVersion", () -> bucket.get(bucket.getting(key).versionId(first)));
    assertThat(bucket.get(bucket.getting(key).versionId(second)).asByteArrayUnsafe())
        .isEqualTo(kept);
  }

  @Test
  void includeTheNullVersionOfASuspendedBucket() {
    Bucket suspended = Bucket.create(server.s3(), "versions-suspended");
    byte[] before = Bodies.ofLength(66_000);
    suspended.put("object", SseMode.SSE_KMS, before);
    suspended.setVersioning(BucketVersioningStatus.ENABLED);
    byte[] kept = Bodies.ofLength(67_000);
    String version = suspended.put("object", SseMode.SSE_S3, kept).versionId();
    assertThat(suspended.get(suspended.getting("object").versionId("null")).asByteArrayUnsafe())
        .isEqualTo(before);
    suspended.setVersioning(BucketVersioningStatus.SUSPENDED);
    assertThat(suspended.s3().getBucketVersioning(get -> get.bucket(suspended.name())).status())
        .isEqualTo(BucketVersioningStatus.SUSPENDED);
    byte[] after = Bodies.ofLength(68_000);
    suspended.put("object", SseMode.DSSE_KMS, after);
    assertThat(suspended.get(suspended.getting("object").versionId("null")).asByteArrayUnsafe())
        .isEqualTo(after);
    assertThat(
            suspended
                .get(suspended.getting("object").versionId("null").range("bytes=65530-65540"))
                .asByteArrayUnsafe())
        .isEqualTo(Arrays.copyOfRange(after, 65530, 65541));
    assertThat(suspended.get("object")).isEqualTo(after);
    assertThat(suspended.get(suspended.getting("object").versionId(version)).asByteArrayUnsafe())
        .isEqualTo(kept);
    assertThat(suspended.s3().listObjectVersions(list -> list.bucket(suspended.name())).versions())
        .extracting(ObjectVersion::versionId, ObjectVersion::size)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("null", 68_000L),
            org.assertj.core.groups.Tuple.tuple(version, 67_000L));
    suspended.delete("object", "null");
    assertThat(suspended.get("object")).isEqualTo(kept);
    suspended.emptyOfVersions();
  }

  @Test
  void ofWhichThereAreNoneAreNotFound() {
    String version = bucket.put("exists", SseMode.SSE_S3, new byte[1]).versionId();
    assertRefused(
        404, "NoSuchVersion", () -> bucket.get(bucket.getting("other").versionId(version)));
    assertThat(read("GET", "exists", "no-such-version").status()).isIn(400, 404);
    assertThat(read("GET", "exists", "").code()).isEqualTo("InvalidArgument");
  }

  @Test
  void areNoneOnAStoreWithoutThem() {
    try (SealgateServer other = SealgateServer.start(Store.S3PROXY.backend())) {
      Bucket without = Bucket.create(other.s3(), "versions-none");
      without.put("object", SseMode.SSE_KMS, new byte[1]);
      assertRefused(
          501, "NotImplemented", () -> without.setVersioning(BucketVersioningStatus.ENABLED));
      assertRefused(
          501,
          "NotImplemented",
          () -> without.s3().listObjectVersions(list -> list.bucket(without.name())));
      without.empty();
    }
  }

  private List<Version> versionsOfEveryMode(String key) {
    List<Version> versions = new ArrayList<>();
    int bytes = 140_000;
    for (SseMode mode :
        List.of(SseMode.UNASKED, SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.DSSE_KMS)) {
      byte[] body = Bodies.ofLength(bytes++);
      versions.add(version(null, body, bucket.put(key, mode, body)));
    }
    for (CustomerKey customer : List.of(SseMode.CUSTOMER, OTHER_KEY)) {
      byte[] body = Bodies.ofLength(bytes++);
      versions.add(version(customer, body, bucket.put(customer.on(bucket.putting(key)), body)));
    }
    for (SseMode mode : List.of(SseMode.SSE_S3, SseMode.SSE_KMS)) {
      byte[] body = Bodies.ofLength(bytes++);
      var completed = MultipartUpload.store(bucket, key, mode, body);
      versions.add(new Version(completed.versionId(), null, body, completed.eTag()));
    }
    return versions;
  }

  private static Version version(
      @Nullable CustomerKey customer, byte[] body, PutObjectResponse put) {
    return new Version(put.versionId(), customer, body, put.eTag());
  }

  private void assertListed(String key, List<Version> versions) {
    List<ObjectVersion> rows =
        bucket.s3().listObjectVersions(list -> list.bucket(bucket.name()).prefix(key)).versions();
    assertThat(rows).hasSize(versions.size());
    for (int i = 0; i < rows.size(); i++) {
      assertShows(rows.get(i), versions.get(versions.size() - 1 - i), i == 0);
    }
  }

  private static void assertShows(ObjectVersion row, Version version, boolean latest) {
    assertThat(row.versionId()).isEqualTo(version.id());
    assertThat(row.size()).isEqualTo(version.body().length);
    assertThat(row.eTag()).isEqualTo(version.eTag());
    assertThat(row.isLatest()).isEqualTo(latest);
  }

  private RawAnswer read(String method, String key, @Nullable String versionId) {
    var request = server.request(method, "/" + bucket.name() + "/" + key);
    return versionId == null ? request.send() : request.query("versionId", versionId).send();
  }

  private RawAnswer list(String prefix, String encoding) {
    var request =
        server.request("GET", "/" + bucket.name()).query("versions", "").query("prefix", prefix);
    return (encoding.isEmpty() ? request : request.query("encoding-type", encoding)).send();
  }
}
