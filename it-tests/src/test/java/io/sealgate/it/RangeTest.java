package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
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
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Parts of objects, and reads with conditions: ranges and ETags are those of the plaintext. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RangeTest {

  private static final int SIZE = 3 * Bodies.FRAME_BYTES + 100;
  private static final byte[] BODY = Bodies.ofLength(SIZE);

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "ranges");
    for (SseMode mode : SseMode.values()) {
      bucket.put(mode.name(), mode, BODY);
    }
    bucket.put("empty", SseMode.UNASKED, new byte[0]);
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void readsRangesOfEachForm(SseMode mode) {
    int frame = Bodies.FRAME_BYTES;
    List<int[]> ranges =
        List.of(
            new int[] {0, 0},
            new int[] {0, frame - 1},
            new int[] {10, 20},
            new int[] {frame - 1, frame},
            new int[] {frame, 2 * frame - 1},
            new int[] {frame + 5, 3 * frame + 5},
            new int[] {0, SIZE - 1},
            new int[] {SIZE - 1, SIZE - 1});
    for (int[] range : ranges) {
      assertRange(mode, "bytes=" + range[0] + "-" + range[1], range[0], range[1]);
    }
    assertRange(mode, "bytes=" + frame + "-", frame, SIZE - 1);
    assertRange(mode, "bytes=-1", SIZE - 1, SIZE - 1);
    assertRange(mode, "bytes=-" + (frame + 200), SIZE - frame - 200, SIZE - 1);
    assertRange(mode, "bytes=-" + (10 * SIZE), 0, SIZE - 1);
    assertRange(mode, "bytes=5-" + (10 * SIZE), 5, SIZE - 1);
  }

  @ParameterizedTest
  @EnumSource
  void refusesRangesBeyondTheEndWithThePlaintextsSize(SseMode mode) {
    // The stored form is longer than the plaintext: these bytes exist on the store.
    for (int start : List.of(SIZE, SIZE + 10, 10 * SIZE)) {
      assertThatThrownBy(() ->
              bucket.get(mode.read(bucket.getting(mode.name())).range("bytes=" + start + "-")))
          .isInstanceOfSatisfying(
              S3Exception.class,
              failure -> {
                assertThat(failure.statusCode()).isEqualTo(416);
                assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
                assertThat(failure.awsErrorDetails().rawResponse().asUtf8String())
                    .contains("<ActualObjectSize>" + SIZE + "</ActualObjectSize>");
              });
    }
  }

  @Test
  void refusesEveryRangeOfAnEmptyObject() {
    for (String range : List.of("bytes=0-", "bytes=0-0", "bytes=-1")) {
      assertThatThrownBy(() -> bucket.get(bucket.getting("empty").range(range)))
          .isInstanceOfSatisfying(
              S3Exception.class, failure -> assertThat(failure.statusCode()).isEqualTo(416));
    }
  }

  @Test
  void ignoresRangesThatAreNone() {
    for (String range : List.of("bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=-")) {
      RawAnswer answer =
          server
              .request("GET", "/" + bucket.name() + "/" + SseMode.UNASKED)
              .header("Range", range)
              .send();
      assertThat(answer.status()).as(range).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(BODY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void judgesConditionsByTheETagThatClientsSee(SseMode mode) {
    String key = mode.name();
    String eTag = bucket.head(mode.read(bucket.heading(key))).eTag();
    assertThat(bucket.get(mode.read(bucket.getting(key)).ifMatch(eTag)).asByteArrayUnsafe())
        .isEqualTo(BODY);
    assertThat(
            bucket.get(mode.read(bucket.getting(key)).ifNoneMatch("\"other\"")).response().eTag())
        .isEqualTo(eTag);
    assertStatus(
        304, () -> bucket.get(mode.read(bucket.getting(key)).ifNoneMatch(eTag).range("bytes=0-9")));
    assertStatus(412, () -> bucket.get(mode.read(bucket.getting(key)).ifMatch("\"other\"")));
    assertStatus(304, () -> bucket.head(mode.read(bucket.heading(key)).ifNoneMatch(eTag)));
    assertStatus(412, () -> bucket.head(mode.read(bucket.heading(key)).ifMatch("\"other\"")));
  }

  @Test
  void judgesConditionsByTheDate() {
    Instant hourAgo = Instant.now().minusSeconds(3600);
    String key = SseMode.SSE_KMS.name();
    assertThat(bucket.get(bucket.getting(key).ifModifiedSince(hourAgo)).asByteArrayUnsafe())
        .isEqualTo(BODY);
    assertStatus(412, () -> bucket.get(bucket.getting(key).ifUnmodifiedSince(hourAgo)));
    assertStatus(
        304, () -> bucket.get(bucket.getting(key).ifModifiedSince(Instant.now().minusMillis(1))));
  }

  @Test
  void sendsTheWholeObjectWhenIfRangeNamesAnotherOne() {
    String path = "/" + bucket.name() + "/" + SseMode.UNASKED;
    String eTag = bucket.head(bucket.heading(SseMode.UNASKED.name())).eTag();
    RawAnswer same =
        server.request("GET", path).header("Range", "bytes=0-9").header("If-Range", eTag).send();
    assertThat(same.status()).isEqualTo(206);
    RawAnswer other =
        server
            .request("GET", path)
            .header("Range", "bytes=0-9")
            .header("If-Range", "\"other\"")
            .send();
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(BODY);
  }

  private void assertRange(SseMode mode, String header, int first, int last) {
    ResponseBytes<GetObjectResponse> part =
        bucket.get(mode.read(bucket.getting(mode.name())).range(header));
    assertThat(part.asByteArrayUnsafe())
        .as(header)
        .isEqualTo(Arrays.copyOfRange(BODY, first, last + 1));
    assertThat(part.response().contentRange())
        .isEqualTo("bytes " + first + "-" + last + "/" + SIZE);
  }

  private static void assertStatus(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            S3Exception.class, failure -> assertThat(failure.statusCode()).isEqualTo(status));
  }
}
