package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Conditions among many writers at once, on a store that compares and writes in one step. S3Proxy
 * does it in two when the condition is a tag, so that there is nothing to be seen there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionRacesTest {

  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start() {
    server = SealgateServer.start(Store.MINIO.backend());
    bucket = Bucket.create(server.s3(), "condition-races");
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SSE_KMS"})
  void letExactlyOneOfFiftyWritersCreateAnObject(SseMode mode) {
    for (int bytes : new int[] {1_000, 150_000}) {
      String key = "race/" + mode + bytes;
      ConcurrentLinkedQueue<Integer> winners = new ConcurrentLinkedQueue<>();
      Concurrently.check(
          50,
          IntStream.range(0, 50).boxed().toList(),
          writer -> {
            try {
              bucket.put(
                  mode.ask(bucket.putting(key)).ifNoneMatch("*"), Bodies.ofLength(bytes + writer));
              winners.add(writer);
            } catch (S3Exception lost) {
              assertThat(lost.statusCode()).isIn(409, 412);
              assertThat(lost.awsErrorDetails().errorCode())
                  .isIn("PreconditionFailed", "ConditionalRequestConflict");
            }
          });
      assertThat(winners).hasSize(1);
      assertThat(bucket.get(key, mode)).isEqualTo(Bodies.ofLength(bytes + winners.element()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SSE_KMS"})
  void loseNoUpdateOfSeveralWriters(SseMode mode) {
    String key = "counter/" + mode;
    int writers = 5;
    int updates = 8;
    bucket.put(key, mode, counter(0));
    Concurrently.check(
        writers,
        IntStream.range(0, writers).boxed().toList(),
        writer -> {
          for (int update = 0; update < updates; update++) {
            while (!increased(key, mode)) {
              Thread.onSpinWait();
            }
          }
        });
    assertThat(bucket.get(key, mode)).isEqualTo(counter(writers * updates));
  }

  /** Whether it was this writer's turn. */
  private boolean increased(String key, SseMode mode) {
    ResponseBytes<GetObjectResponse> read = bucket.get(mode.read(bucket.getting(key)));
    int value = Integer.parseInt(read.asUtf8String().strip());
    try {
      bucket.put(mode.ask(bucket.putting(key)).ifMatch(read.response().eTag()), counter(value + 1));
      return true;
    } catch (S3Exception refused) {
      assertThat(Set.of(409, 412)).contains(refused.statusCode());
      return false;
    }
  }

  private static byte[] counter(int value) {
    return (value + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
