package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Conditions hold against the object as the client knows it, and against nobody in between. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionsTest {

  private static final String STALE = "\"00000000000000000000000000000000\"";

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "conditions");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void createAnObjectOnlyOnce(SseMode mode) {
    for (int bytes : new int[] {100, 200_000}) {
      String key = "created/" + mode + bytes;
      byte[] body = Bodies.ofLength(bytes);
      bucket.put(mode.ask(bucket.putting(key)).ifNoneMatch("*"), body);
      assertRefused(
          412,
          "PreconditionFailed",
          () ->
              bucket.put(
                  mode.ask(bucket.putting(key)).ifNoneMatch("*"), Bodies.ofLength(bytes + 1)));
      assertThat(bucket.get(key, mode)).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void replaceOnlyTheObjectThatTheClientKnows(SseMode mode) {
    for (int bytes : new int[] {100, 200_000}) {
      String key = "replaced/" + mode + bytes;
      assertRefused(
          404,
          "NoSuchKey",
          () -> bucket.put(mode.ask(bucket.putting(key)).ifMatch(STALE), new byte[bytes]));
      String first = bucket.put(key, mode, Bodies.ofLength(bytes)).eTag();
      byte[] body = Bodies.ofLength(bytes + 1);
      String second = bucket.put(mode.ask(bucket.putting(key)).ifMatch(first), body).eTag();
      assertThat(second).isNotEqualTo(first);
      for (String old : List.of(first, STALE)) {
        assertRefused(
            412,
            "PreconditionFailed",
            () -> bucket.put(mode.ask(bucket.putting(key)).ifMatch(old), new byte[bytes]));
      }
      assertThat(bucket.get(key, mode)).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @EnumSource
  void holdWhenAnUploadIsCompleted(SseMode mode) {
    String key = "completed/" + mode;
    byte[] body = Bodies.ofLength(70_000);
    String tag = upload(key, mode, body).complete(complete().ifNoneMatch("*")).eTag();
    MultipartUpload late = upload(key, mode, Bodies.ofLength(1));
    assertRefused(412, "PreconditionFailed", () -> late.complete(complete().ifNoneMatch("*")));
    assertRefused(412, "PreconditionFailed", () -> late.complete(complete().ifMatch(STALE)));
    assertThat(bucket.get(key, mode)).isEqualTo(body);
    late.complete(complete().ifMatch(tag));
    assertThat(bucket.get(key, mode)).isEqualTo(Bodies.ofLength(1));
  }

  @ParameterizedTest
  @EnumSource
  void ofReadsHoldAgainstTheTagThatTheClientKnows(SseMode mode) {
    String key = "read/" + mode;
    byte[] body = Bodies.ofLength(100_000);
    String tag = bucket.put(key, mode, body).eTag();
    Instant hourAgo = Instant.now().minusSeconds(3600);
    assertThat(bucket.get(mode.read(bucket.getting(key)).ifMatch(tag)).asByteArrayUnsafe())
        .isEqualTo(body);
    assertThat(
            bucket
                .get(mode.read(bucket.getting(key)).ifMatch(tag).range("bytes=70000-70009"))
                .asByteArrayUnsafe())
        .isEqualTo(Arrays.copyOfRange(body, 70_000, 70_010));
    assertThat(bucket.head(mode.read(bucket.heading(key)).ifNoneMatch(STALE)).eTag())
        .isEqualTo(tag);
    assertRefused(
        412, "PreconditionFailed", () -> bucket.get(mode.read(bucket.getting(key)).ifMatch(STALE)));
    assertRefused(
        412,
        "PreconditionFailed",
        () -> bucket.get(mode.read(bucket.getting(key)).ifUnmodifiedSince(hourAgo)));
    assertStatus(304, () -> bucket.get(mode.read(bucket.getting(key)).ifNoneMatch(tag)));
    assertStatus(304, () -> bucket.head(mode.read(bucket.heading(key)).ifNoneMatch(tag)));
    assertStatus(
        304, () -> bucket.get(mode.read(bucket.getting(key)).ifModifiedSince(Instant.now())));
    assertStatus(412, () -> bucket.head(mode.read(bucket.heading(key)).ifMatch(STALE)));
  }

  @ParameterizedTest
  @EnumSource
  void ofDeletesHoldOrAreRefused(SseMode mode) {
    String key = "deleted/" + mode;
    byte[] body = Bodies.ofLength(1000);
    String tag = bucket.put(key, mode, body).eTag();
    switch (store) {
      case MINIO -> {
        for (String condition : List.of(tag, STALE, "*")) {
          assertRefused(501, "NotImplemented", () -> delete(key, condition));
        }
        assertRefused(501, "NotImplemented", () -> deleteRow(key, tag));
        assertThat(bucket.get(key, mode)).isEqualTo(body);
      }
      case S3PROXY -> {
        assertRefused(412, "PreconditionFailed", () -> delete(key, STALE));
        assertThat(bucket.get(key, mode)).isEqualTo(body);
        assertThat(deleteRow(key, STALE).errors())
            .singleElement()
            .satisfies(error -> assertThat(error.code()).isEqualTo("PreconditionFailed"));
        assertThat(bucket.get(key, mode)).isEqualTo(body);
        delete(key, tag);
        assertRefused(404, "NoSuchKey", () -> bucket.get(key, mode));
        String again = bucket.put(key, mode, body).eTag();
        assertThat(deleteRow(key, again).deleted())
            .singleElement()
            .satisfies(row -> assertThat(row.key()).isEqualTo(key));
        assertRefused(404, "NoSuchKey", () -> bucket.get(key, mode));
        assertRefused(404, "NoSuchKey", () -> delete(key, tag));
      }
    }
  }

  @Test
  void thatAreNotS3sAreRefused() {
    bucket.put("odd", SseMode.SSE_KMS, new byte[1]);
    for (List<String> header :
        List.of(
            List.of("If-Match", "*"),
            List.of("If-None-Match", STALE),
            List.of("If-Match", "\"a\", \"b\""))) {
      RawAnswer answer =
          server
              .request("PUT", "/conditions/odd")
              .header(header.getFirst(), header.getLast())
              .body(new byte[2])
              .send();
      assertThat(answer.status()).as(header.toString()).isEqualTo(501);
      assertThat(answer.code()).isEqualTo("NotImplemented");
    }
    RawAnswer failed = server.request("PUT", "/conditions/odd").header("If-None-Match", "*").send();
    assertThat(failed.status()).isEqualTo(412);
    assertThat(failed.text()).contains("<Condition>If-None-Match</Condition>");
    assertThat(bucket.head(bucket.heading("odd")).contentLength()).isEqualTo(1);
  }

  private MultipartUpload upload(String key, SseMode mode, byte[] body) {
    MultipartUpload upload = MultipartUpload.create(bucket, key, mode);
    upload.part(1, body);
    return upload;
  }

  private static CompleteMultipartUploadRequest.Builder complete() {
    return CompleteMultipartUploadRequest.builder();
  }

  private void delete(String key, String condition) {
    bucket.s3().deleteObject(delete -> delete.bucket(bucket.name()).key(key).ifMatch(condition));
  }

  private DeleteObjectsResponse deleteRow(String key, String tag) {
    return bucket
        .s3()
        .deleteObjects(delete ->
            delete
                .bucket(bucket.name())
                .delete(document ->
                    document.objects(ObjectIdentifier.builder().key(key).eTag(tag).build())));
  }

  private static void assertStatus(int status, Runnable request) {
    int seen;
    try {
      request.run();
      seen = 200;
    } catch (S3Exception refused) {
      seen = refused.statusCode();
    }
    assertThat(seen).isEqualTo(status);
  }
}
