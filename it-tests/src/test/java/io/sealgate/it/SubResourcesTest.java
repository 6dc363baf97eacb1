package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What the store keeps for buckets and objects besides bodies goes through in both directions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SubResourcesTest {

  private static final Tag BLUE = Tag.builder().key("colour").value("light blue + white").build();
  private static final Tag RED = Tag.builder().key("colour").value("red").build();

  private SealgateServer server;
  private S3Client s3;
  private Bucket bucket;

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    s3 = server.s3();
    bucket = Bucket.create(s3, "sub-resources");
    bucket.setVersioning(BucketVersioningStatus.ENABLED);
  }

  @AfterAll
  void stop() {
    bucket.emptyOfVersions();
    server.close();
  }

  @Test
  void tagsOfObjectsAndTheirVersions() {
    byte[] body = Bodies.ofLength(1000);
    String first =
        bucket
            .put(SseMode.SSE_KMS.ask(bucket.putting("tagged")).tagging("colour=red"), body)
            .versionId();
    bucket.put("tagged", SseMode.SSE_C, body);
    assertThat(tags("tagged", null)).isEmpty();
    assertThat(tags("tagged", first)).containsExactly(RED);
    s3.putObjectTagging(put ->
        put.bucket(bucket.name())
            .key("tagged")
            .versionId(first)
            .tagging(Tagging.builder().tagSet(BLUE).build()));
    assertThat(tags("tagged", first)).containsExactly(BLUE);
    assertThat(tags("tagged", null)).isEmpty();
    assertThat(bucket.head(bucket.heading("tagged").versionId(first)).tagCount()).isEqualTo(1);
    assertThat(bucket.get(bucket.getting("tagged").versionId(first)).response().tagCount())
        .isEqualTo(1);
    assertThat(bucket.get(bucket.getting("tagged").versionId(first)).asByteArrayUnsafe())
        .isEqualTo(body);
    s3.deleteObjectTagging(delete -> delete.bucket(bucket.name()).key("tagged").versionId(first));
    assertThat(tags("tagged", first)).isEmpty();
    assertRefused(404, "NoSuchKey", () -> tags("untagged", null));
    assertRefused(
        400,
        "InvalidTag",
        () ->
            s3.putObjectTagging(put ->
                put.bucket(bucket.name())
                    .key("tagged")
                    .tagging(Tagging.builder().tagSet(BLUE, RED).build())));
  }

  @Test
  void tagsOfBuckets() {
    assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(get -> get.bucket(bucket.name())));
    s3.putBucketTagging(put -> put.bucket(bucket.name()).tagging(set -> set.tagSet(BLUE)));
    assertThat(s3.getBucketTagging(get -> get.bucket(bucket.name())).tagSet())
        .containsExactly(BLUE);
    s3.deleteBucketTagging(delete -> delete.bucket(bucket.name()));
    assertRefused(404, "NoSuchTagSet", () -> s3.getBucketTagging(get -> get.bucket(bucket.name())));
  }

  @Test
  void versioning() {
    Bucket other = Bucket.create(s3, "sub-resources-versioning");
    assertThat(s3.getBucketVersioning(get -> get.bucket(other.name())).status()).isNull();
    for (BucketVersioningStatus status :
        List.of(BucketVersioningStatus.ENABLED, BucketVersioningStatus.SUSPENDED)) {
      other.setVersioning(status);
      assertThat(s3.getBucketVersioning(get -> get.bucket(other.name())).status())
          .isEqualTo(status);
    }
    other.emptyOfVersions();
  }

  @Test
  void lifecycles() {
    assertRefused(
        404,
        "NoSuchLifecycleConfiguration",
        () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket.name())));
    LifecycleRule rule =
        LifecycleRule.builder()
            .id("old-logs")
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix("logs/"))
            .expiration(expiration -> expiration.days(30))
            .build();
    s3.putBucketLifecycleConfiguration(
        put -> put.bucket(bucket.name()).lifecycleConfiguration(all -> all.rules(rule)));
    LifecycleRule kept =
        s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket.name())).rules().getFirst();
    assertThat(kept.id()).isEqualTo("old-logs");
    assertThat(kept.filter().prefix()).isEqualTo("logs/");
    assertThat(kept.expiration().days()).isEqualTo(30);
    s3.deleteBucketLifecycle(delete -> delete.bucket(bucket.name()));
    assertRefused(
        404,
        "NoSuchLifecycleConfiguration",
        () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket.name())));
  }

  @Test
  void locks() {
    String name = "sub-resources-locked";
    s3.createBucket(create -> create.bucket(name).objectLockEnabledForBucket(true));
    Bucket locked = new Bucket(s3, name);
    assertThat(
            s3.getObjectLockConfiguration(get -> get.bucket(name))
                .objectLockConfiguration()
                .objectLockEnabled())
        .isEqualTo(ObjectLockEnabled.ENABLED);
    byte[] body = Bodies.ofLength(100_000);
    Instant until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    String version =
        locked
            .put(
                SseMode.SSE_KMS
                    .ask(locked.putting("object"))
                    .objectLockMode(ObjectLockMode.GOVERNANCE)
                    .objectLockRetainUntilDate(until),
                body)
            .versionId();
    HeadObjectResponse head = locked.head(locked.heading("object"));
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    GetObjectRetentionResponse retention =
        s3.getObjectRetention(get -> get.bucket(name).key("object").versionId(version));
    assertThat(retention.retention().mode()).isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
    assertThat(retention.retention().retainUntilDate()).isEqualTo(until);
    assertRefused(403, "AccessDenied", () -> locked.delete("object", version));

    s3.putObjectLegalHold(put ->
        put.bucket(name)
            .key("object")
            .versionId(version)
            .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON)));
    assertThat(s3.getObjectLegalHold(get -> get.bucket(name).key("object")).legalHold().status())
        .isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertRefused(403, "AccessDenied", () -> bypass(locked, "object", version));
    s3.putObjectLegalHold(put ->
        put.bucket(name)
            .key("object")
            .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
    s3.putObjectRetention(put ->
        put.bucket(name)
            .key("object")
            .bypassGovernanceRetention(true)
            .retention(shorter ->
                shorter
                    .mode(ObjectLockRetentionMode.GOVERNANCE)
                    .retainUntilDate(until.minus(1, ChronoUnit.HOURS))));
    assertThat(locked.head(locked.heading("object")).objectLockRetainUntilDate())
        .isEqualTo(until.minus(1, ChronoUnit.HOURS));
    assertThat(locked.get("object")).isEqualTo(body);
    bypass(locked, "object", version);
    assertRefused(404, "NoSuchKey", () -> locked.get("object"));

    s3.putObjectLockConfiguration(put ->
        put.bucket(name)
            .objectLockConfiguration(lock ->
                lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .rule(rule ->
                        rule.defaultRetention(
                            retain -> retain.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
    String byDefault = locked.put("by-default", SseMode.SSE_S3, body).versionId();
    assertThat(locked.head(locked.heading("by-default")).objectLockMode())
        .isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(deleteTogether(locked, "by-default", byDefault, false).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    assertThat(deleteTogether(locked, "by-default", byDefault, true).deleted()).hasSize(1);
    locked.emptyOfVersions();
    assertRefused(
        404,
        "ObjectLockConfigurationNotFoundError",
        () -> s3.getObjectLockConfiguration(get -> get.bucket(bucket.name())));
  }

  @Test
  void accessControlListsAsFarAsTheStoreHasThem() {
    bucket.put("listed", SseMode.SSE_S3, new byte[1]);
    assertThat(s3.getBucketAcl(get -> get.bucket(bucket.name())).grants()).isNotEmpty();
    assertThat(s3.getObjectAcl(get -> get.bucket(bucket.name()).key("listed")).grants())
        .isNotEmpty();
    s3.putBucketAcl(put -> put.bucket(bucket.name()).acl("private"));
    s3.putObjectAcl(put -> put.bucket(bucket.name()).key("listed").acl("private"));
  }

  @Test
  void crossOriginRulesAsFarAsTheStoreHasThem() {
    assertRefused(
        404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket.name())));
    CORSRule rule =
        CORSRule.builder().allowedMethods("GET").allowedOrigins("https://example.com").build();
    assertRefused(
        501,
        "NotImplemented",
        () ->
            s3.putBucketCors(
                put -> put.bucket(bucket.name()).corsConfiguration(cors -> cors.corsRules(rule))));
  }

  private List<Tag> tags(String key, @Nullable String versionId) {
    return s3.getObjectTagging(get -> get.bucket(bucket.name()).key(key).versionId(versionId))
        .tagSet();
  }

  private static DeleteObjectsResponse deleteTogether(
      Bucket locked, String key, String versionId, boolean bypass) {
    return locked
        .s3()
        .deleteObjects(delete ->
            delete
                .bucket(locked.name())
                .bypassGovernanceRetention(bypass ? true : null)
                .delete(document ->
                    document.objects(
                        ObjectIdentifier.builder().key(key).versionId(versionId).build())));
  }

  private static void bypass(Bucket locked, String key, String versionId) {
    locked
        .s3()
        .deleteObject(delete ->
            delete
                .bucket(locked.name())
                .key(key)
                .versionId(versionId)
                .bypassGovernanceRetention(true));
  }
}
