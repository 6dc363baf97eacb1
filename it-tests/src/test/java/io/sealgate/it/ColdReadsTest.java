package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Fault;
import io.sealgate.it.fixture.LinkedBackend;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What a read costs in requests of the store, of an object that nothing is known of and again. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ColdReadsTest {

  private static final int FIRST_PART_BYTES = MultipartUpload.SHORTEST_PART_BYTES + 70_000;
  private static final int OBJECT_BYTES = 3_000_000;

  private static final Fault STALL =
      new Fault(Fault.Kind.STALL, Fault.Direction.ANSWER, Fault.Spot.BEFORE_HEAD);

  @Parameter Store store;
  private LinkedBackend backend;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    backend = LinkedBackend.of(store.backend());
    server = SealgateServer.start(backend);
    bucket = Bucket.create(server.s3(), "coldreads");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
    backend.link().close();
  }

  /**
   * SSE-S3 needs the MD5 in the facts, and two layers lie elsewhere than is guessed. Each mode has
   * a bucket, since what a bucket's last read needed is guessed to be needed again.
   */
  @ParameterizedTest
  @CsvSource({"SSE_KMS, 1", "SSE_C, 1", "SSE_S3, 2", "DSSE_KMS, 2"})
  void aRangeOfAnObject(SseMode mode, int requests) {
    byte[] body = Bodies.ofLength(OBJECT_BYTES);
    String name = "coldreads-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Bucket own = Bucket.create(server.s3(), name);
    own.put("k", mode, body);
    assertThat(read(own, "k", mode, body, 2_000_000)).hasSize(requests);
    int warm = mode == SseMode.DSSE_KMS ? 2 : 1;
    assertThat(read(own, "k", mode, body, 1_000_000)).as("warm").hasSize(warm);
    own.empty();
  }

  /** A bucket is guessed to go on as it did: the first such object takes two requests, no other. */
  @Test
  void aRangeOfAnUnsealedObject() {
    Bucket mixed = Bucket.create(server.s3(), "coldreads-mixed");
    byte[] body = Bodies.ofLength(OBJECT_BYTES);
    for (String key : List.of("first", "second", "third")) {
      mixed.by(server.direct()).put(mixed.putting(key), body);
    }
    mixed.put("sealed", SseMode.SSE_KMS, body);
    assertThat(read(mixed, "first", "bytes=2000000-2000099", 2_000_000, 2_000_100)).hasSize(2);
    assertThat(read(mixed, "second", "bytes=2000000-2000099", 2_000_000, 2_000_100)).hasSize(1);
    assertThat(read(mixed, "third", "bytes=2999000-", 2_999_000, OBJECT_BYTES)).hasSize(1);
    assertThat(read(mixed, "third", "bytes=-70000", OBJECT_BYTES - 70_000, OBJECT_BYTES))
        .hasSize(1);
    assertThat(read(mixed, "third", "bytes=2999000-9999999", 2_999_000, OBJECT_BYTES)).hasSize(1);
    assertThat(read(mixed, "sealed", "bytes=2000000-2000099", 2_000_000, 2_000_100)).hasSize(2);
    assertThat(read(mixed, "sealed", "bytes=-70000", OBJECT_BYTES - 70_000, OBJECT_BYTES))
        .hasSize(1);
    mixed.empty();
  }

  @ParameterizedTest
  @EnumSource
  void aRangeFarWithinAPart(SseMode mode) {
    String key = "parts-" + mode;
    byte[] first = Bodies.ofLength(FIRST_PART_BYTES);
    byte[] body = Arrays.copyOf(first, FIRST_PART_BYTES + 500_000);
    System.arraycopy(first, 0, body, FIRST_PART_BYTES, 500_000);
    MultipartUpload.store(bucket, key, mode, first, Arrays.copyOf(first, 500_000));
    assertThat(read(bucket, key, mode, body, 4_000_000)).as("guess, record, range").hasSize(3);
    assertThat(read(bucket, key, mode, body, 4_500_000)).as("warm").hasSize(1);
    assertThat(read(bucket, key, mode, body, FIRST_PART_BYTES - 30)).as("of two parts").hasSize(1);
    assertThat(read(bucket, key, mode, body, body.length - 100)).as("of another part").hasSize(1);
  }

  /** Answers never come: a request that waited for one would never be made. */
  @Test
  void theChecksumOfAnObjectIsReadAtOnceWithTheObject() {
    LinkedBackend stalling = LinkedBackend.of(store.backend());
    try (SealgateServer another = SealgateServer.start(stalling)) {
      Bucket checked = Bucket.create(another.s3(), "coldchecked");
      for (String key : List.of("first", "second", "third")) {
        checked.put(key, SseMode.SSE_KMS, Bodies.ofLength(OBJECT_BYTES));
      }
      readChecked(checked, "first");
      stalling.link().takeRequests();
      readChecked(checked, "second");
      assertThat(requests(stalling, "/coldchecked/second ")).hasSize(2);

      stalling.link().plant("GET", "/coldchecked/third", STALL);
      CompletableFuture<Void> answer =
          CompletableFuture.runAsync(() -> readChecked(checked, "third"));
      List<String> requests = new ArrayList<>();
      while (requests.size() < 2 && !answer.isDone()) {
        requests.addAll(requests(stalling, "/coldchecked/third "));
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(requests).hasSize(2);
      stalling.link().close();
      assertThatThrownBy(answer::join).hasMessageContaining("503");
    }
    new Bucket(server.s3(), "coldchecked").empty();
  }

  private static void readChecked(Bucket checked, String key) {
    ResponseBytes<GetObjectResponse> got =
        checked.get(checked.getting(key).checksumMode(ChecksumMode.ENABLED));
    assertThat(got.asByteArray()).isEqualTo(Bodies.ofLength(OBJECT_BYTES));
    assertThat(got.response().checksumCRC32()).isNotNull();
  }

  private static List<String> requests(LinkedBackend backend, String path) {
    return backend.link().takeRequests().stream().filter(line -> line.contains(path)).toList();
  }

  /** Reads a hundred bytes, and tells which requests that took. */
  private List<String> read(Bucket from, String key, SseMode mode, byte[] body, int first) {
    backend.link().takeRequests();
    String range = "bytes=" + first + "-" + (first + 99);
    assertThat(from.get(mode.read(from.getting(key)).range(range)).asByteArray())
        .isEqualTo(Arrays.copyOfRange(body, first, first + 100));
    return backend.link().takeRequests().stream()
        .filter(line -> line.contains("/coldreads") || line.contains("/completed/"))
        .toList();
  }

  private List<String> read(Bucket from, String key, String range, int first, int end) {
    backend.link().takeRequests();
    assertThat(from.get(from.getting(key).range(range)).asByteArray())
        .isEqualTo(Arrays.copyOfRange(Bodies.ofLength(OBJECT_BYTES), first, end));
    return requests(backend, "/" + from.name() + "/" + key);
  }
}
