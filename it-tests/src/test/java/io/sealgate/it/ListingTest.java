package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings of a thousand sealed objects are exact, whether the store lists metadata or not. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingTest {

  private static final List<SseMode> MODES = List.of(SseMode.values());
  private static final int OBJECTS = 1000;
  private static final String BUCKET = "listings";

  /** A row as every listing must show it. */
  private record Row(long sizeBytes, String eTag) {}

  @Parameter Store store;
  private final Map<String, Row> expected = new ConcurrentHashMap<>();
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), BUCKET);
    expected.clear();
    Concurrently.check(16, IntStream.range(0, OBJECTS).boxed().toList(), this::store);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    Concurrently.check(16, List.copyOf(expected.keySet()), bucket::delete);
    bucket.empty();
    server.close();
  }

  @Test
  void areExactWithNothingLearntAndWithAllOfIt() {
    for (Listing listing : Listing.values()) {
      if (listing == Listing.VERSIONS && store == Store.S3PROXY) {
        continue; // which has no such listing: VersionsTest
      }
      try (SealgateServer cold = SealgateServer.start(store.backend(), replica())) {
        S3Client s3 = cold.s3();
        assertThat(listing.rows(s3)).as("%s, cold", listing).isEqualTo(expected);
        assertThat(listing.rows(s3)).as("%s, warm", listing).isEqualTo(expected);
      }
    }
  }

  @Test
  void showTheAccountOfTheClientAsTheOwner() {
    assertThat(
            bucket
                .s3()
                .listObjectsV2(list -> list.bucket(BUCKET).maxKeys(10).fetchOwner(true))
                .contents())
        .allSatisfy(row -> assertThat(row.owner().id()).isEqualTo(Account.APP.id()));
    assertThat(bucket.s3().listObjects(list -> list.bucket(BUCKET).maxKeys(10)).contents())
        .allSatisfy(row -> assertThat(row.owner().id()).isEqualTo(Account.APP.id()));
  }

  /** Trino asks so with each listing. */
  @Test
  void areTheSameWhenTheStateOfRestorationsIsAskedFor() {
    OptionalObjectAttributes restoration = OptionalObjectAttributes.RESTORE_STATUS;
    assertThat(
            bucket
                .s3()
                .listObjectsV2(
                    list -> list.bucket(BUCKET).maxKeys(10).optionalObjectAttributes(restoration))
                .contents())
        .hasSize(10)
        .allSatisfy(row -> assertThat(row(row)).isEqualTo(expected.get(row.key())))
        .allSatisfy(row -> assertThat(row.restoreStatus()).isNull());
    assertThat(
            bucket
                .s3()
                .listObjects(
                    list -> list.bucket(BUCKET).maxKeys(10).optionalObjectAttributes(restoration))
                .contents())
        .hasSize(10)
        .allSatisfy(row -> assertThat(row(row)).isEqualTo(expected.get(row.key())));
    if (store == Store.MINIO) { // S3Proxy has no versions
      assertThat(
              bucket
                  .s3()
                  .listObjectVersions(
                      list -> list.bucket(BUCKET).maxKeys(10).optionalObjectAttributes(restoration))
                  .versions())
          .hasSize(10);
    }
    assertRefused(
        400,
        "InvalidArgument",
        () ->
            bucket
                .s3()
                .listObjectsV2(
                    list -> list.bucket(BUCKET).optionalObjectAttributesWithStrings("Owner")));
  }

  @Test
  void areCutIntoPagesAndFoldersLikeTheStores() {
    List<String> keys = new ArrayList<>();
    bucket
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(BUCKET).maxKeys(333))
        .contents()
        .forEach(row -> {
          keys.add(row.key());
          assertThat(row(row)).isEqualTo(expected.get(row.key()));
        });
    assertThat(keys).hasSize(OBJECTS).isSorted();
    ListObjectsResponse folders =
        bucket.s3().listObjects(list -> list.bucket(BUCKET).delimiter("/"));
    assertThat(folders.contents()).isEmpty();
    assertThat(folders.commonPrefixes()).hasSize(10);
    assertThat(
            bucket
                .s3()
                .listObjects(list -> list.bucket(BUCKET).prefix("folder-7/").delimiter("/"))
                .contents())
        .hasSize(OBJECTS / 10)
        .allSatisfy(row -> assertThat(row(row)).isEqualTo(expected.get(row.key())));
  }

  /** Another proxy in front of the same store, with the keys of the first. */
  private ServerSettings replica() {
    return ServerSettings.DEFAULT.withKmsAt(server.kms());
  }

  private void store(int number) {
    SseMode mode = MODES.get(number % MODES.size());
    String key = "folder-" + number % 10 + "/object-" + number;
    byte[] body = Bodies.ofLength(number * 97);
    String tag;
    if (number % 3 > 0) {
      tag = bucket.put(key, mode, body).eTag();
    } else if (number % 100 > 0) {
      tag = MultipartUpload.store(bucket, key, mode, body).eTag();
    } else {
      byte[] first = Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES + number);
      tag = MultipartUpload.store(bucket, key, mode, first, body).eTag();
      expected.put(key, new Row((long) first.length + body.length, tag));
      return;
    }
    expected.put(key, new Row(body.length, tag));
  }

  private static Row row(S3Object listed) {
    return new Row(listed.size(), listed.eTag());
  }

  /** The three ways to list. */
  private enum Listing {
    VERSION_ONE,
    VERSION_TWO,
    VERSIONS;

    /** What it shows of the whole bucket, in one page. */
    Map<String, Row> rows(S3Client s3) {
      Map<String, Row> rows = new HashMap<>();
      switch (this) {
        case VERSION_ONE ->
            s3.listObjects(list -> list.bucket(BUCKET))
                .contents()
                .forEach(row -> rows.put(row.key(), row(row)));
        case VERSION_TWO ->
            s3.listObjectsV2(list -> list.bucket(BUCKET))
                .contents()
                .forEach(row -> rows.put(row.key(), row(row)));
        case VERSIONS -> {
          List<ObjectVersion> versions =
              s3.listObjectVersions(list -> list.bucket(BUCKET)).versions();
          versions.forEach(row -> rows.put(row.key(), new Row(row.size(), row.eTag())));
        }
      }
      return rows;
    }
  }
}
