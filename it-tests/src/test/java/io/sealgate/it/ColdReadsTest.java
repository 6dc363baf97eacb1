package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.LinkedBackend;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a read costs in requests of the store, of an object that nothing is known of and again. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ColdReadsTest {

  private static final int FIRST_PART_BYTES = MultipartUpload.SHORTEST_PART_BYTES + 70_000;
  private static final int OBJECT_BYTES = 3_000_000;

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

  /** SSE-S3 needs the MD5 in the facts, and two layers lie elsewhere than is guessed. */
  @ParameterizedTest
  @CsvSource({"SSE_KMS, 1", "SSE_C, 1", "SSE_S3, 2", "DSSE_KMS, 2"})
  void aRangeOfAnObject(SseMode mode, int requests) {
    byte[] body = Bodies.ofLength(OBJECT_BYTES);
    bucket.put("single-" + mode, mode, body);
    assertThat(read("single-" + mode, mode, body, 2_000_000)).hasSize(requests);
    int warm = mode == SseMode.DSSE_KMS ? 2 : 1;
    assertThat(read("single-" + mode, mode, body, 1_000_000)).as("warm").hasSize(warm);
  }

  @ParameterizedTest
  @EnumSource
  void aRangeFarWithinAPart(SseMode mode) {
    String key = "parts-" + mode;
    byte[] first = Bodies.ofLength(FIRST_PART_BYTES);
    byte[] body = Arrays.copyOf(first, FIRST_PART_BYTES + 500_000);
    System.arraycopy(first, 0, body, FIRST_PART_BYTES, 500_000);
    MultipartUpload.store(bucket, key, mode, first, Arrays.copyOf(first, 500_000));
    assertThat(read(key, mode, body, 4_000_000)).as("guess, record, range").hasSize(3);
    assertThat(read(key, mode, body, 4_500_000)).as("warm").hasSize(1);
    assertThat(read(key, mode, body, FIRST_PART_BYTES - 30)).as("of two parts").hasSize(1);
    assertThat(read(key, mode, body, body.length - 100)).as("of another part").hasSize(1);
  }

  /** Reads a hundred bytes, and tells which requests that took. */
  private List<String> read(String key, SseMode mode, byte[] body, int from) {
    backend.link().takeRequests();
    String range = "bytes=" + from + "-" + (from + 99);
    assertThat(bucket.get(mode.read(bucket.getting(key)).range(range)).asByteArray())
        .isEqualTo(Arrays.copyOfRange(body, from, from + 100));
    return backend.link().takeRequests().stream()
        .filter(line -> line.contains("/coldreads/") || line.contains("/completed/"))
        .toList();
  }
}
