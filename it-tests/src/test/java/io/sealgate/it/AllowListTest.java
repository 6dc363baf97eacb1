package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.StoredState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Sealgate does not know is refused and never reaches the store, which might know it. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AllowListTest {

  private static final String KEY = "object";
  private static final byte[] BODY = Bodies.ofLength(1000);

  /** Sub-resources of objects, of S3 and of stores, with what a client might send along. */
  static final List<String> SUB_RESOURCES =
      List.of(
          "append",
          "renameObject",
          "partNumber",
          "torrent",
          "restore",
          "select",
          "attributes",
          "annotation",
          "metadata",
          "lambdaArn",
          "x-minio-extract",
          "replication",
          "not-a-sub-resource");

  /** Sub-resources of buckets that would change who may do what, or where objects go. */
  static final List<String> SUB_RESOURCES_OF_BUCKETS =
      List.of(
          "policy",
          "publicAccessBlock",
          "ownershipControls",
          "encryption",
          "replication",
          "notification",
          "website",
          "logging",
          "accelerate",
          "inventory",
          "analytics",
          "metrics",
          "intelligent-tiering",
          "metadataTable",
          "versionId",
          "not-a-sub-resource");

  static final List<String> HEADERS =
      List.of(
          "x-amz-write-offset-bytes",
          "x-amz-rename-source",
          "x-amz-copy-source-range",
          "x-amz-metadata-directive",
          "x-amz-tagging-directive",
          "x-amz-bypass-governance-retention",
          "x-amz-mfa",
          "x-amz-meta-sealgate",
          "x-amz-not-a-header",
          "x-minio-source-mtime",
          "x-minio-source-etag",
          "x-minio-replication-actual-object-size",
          "x-minio-extract",
          "x-minio-force-delete",
          "x-amz-object-append",
          "x-amz-snowball-extract",
          "x-amz-meta-snowball-auto-extract");

  static final List<String> METHODS =
      List.of("PATCH", "OPTIONS", "MOVE", "COPY", "LOCK", "PROPFIND", "TRACE");

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "allow-list");
    bucket.put(KEY, SseMode.SSE_KMS, BODY);
    bucket.put("other", SseMode.UNASKED, BODY);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @FieldSource("SUB_RESOURCES")
  void refusesSubResourcesThatItDoesNotServe(String name) {
    assertNothingHappens(
        Stream.of("PUT", "POST", "DELETE")
            .flatMap(method ->
                Stream.of("", "1", "other").map(value -> writing(method).query(name, value))));
  }

  @ParameterizedTest
  @FieldSource("SUB_RESOURCES_OF_BUCKETS")
  void refusesSubResourcesOfBucketsThatItDoesNotServe(String name) {
    assertNothingHappens(
        Stream.of("PUT", "DELETE")
            .map(method ->
                server
                    .request(method, "/" + bucket.name())
                    .query(name, "")
                    .body(method.equals("PUT") ? BODY : new byte[0])));
  }

  @ParameterizedTest
  @FieldSource("HEADERS")
  void refusesHeadersThatItDoesNotKnow(String name) {
    assertNothingHappens(
        Stream.of("/allow-list/other", "0", "COPY", "true")
            .map(value -> writing("PUT").header(name, value)));
  }

  @ParameterizedTest
  @FieldSource("METHODS")
  void refusesMethodsThatItDoesNotKnow(String method) {
    // The signer knows no such methods, and none of them is let so far that a signature counts.
    assertNothingHappens(Stream.of(writing(method).signing(RawRequest.Signing.ANONYMOUS)));
  }

  static Stream<String> hiddenNames() {
    return Stream.of("sealgate-system", "minio", "rustfs");
  }

  @ParameterizedTest
  @MethodSource("hiddenNames")
  void keepsClientsFromBucketsThatAreNotTheirs(String name) {
    assertNothingHappens(
        Stream.of(
            server.request("PUT", "/" + name),
            server.request("PUT", "/" + name + "/key").body(BODY),
            server.request("PUT", "/" + name + "/admin/v3/add-user").body(BODY),
            server.request("POST", "/" + name + "/key").body(BODY),
            server.request("DELETE", "/" + name)));
  }

  @ParameterizedTest
  @MethodSource("hiddenNames")
  void copiesNothingFromBucketsThatAreNotTheClients(String name) {
    assertNothingHappens(
        Stream.of("/" + name + "/key", name + "/key", "/" + name + "%2Fkey")
            .map(source -> writing("PUT").body(new byte[0]).header("x-amz-copy-source", source)));
  }

  private RawRequest writing(String method) {
    RawRequest request = server.request(method, "/" + bucket.name() + "/" + KEY);
    return method.equals("DELETE") ? request : request.body(Bodies.ofLength(77));
  }

  private void assertNothingHappens(Stream<RawRequest> requests) {
    StoredState before = StoredState.of(store.backend(), server.direct());
    requests.forEach(request -> {
      RawAnswer answer = request.send();
      assertThat(answer.status()).as("%s", answer).isIn(400, 403, 404, 405, 501);
    });
    assertThat(StoredState.of(store.backend(), server.direct())).isEqualTo(before);
    assertThat(bucket.get(KEY)).isEqualTo(BODY);
  }
}
