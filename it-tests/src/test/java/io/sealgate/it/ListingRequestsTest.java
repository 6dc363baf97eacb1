package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.LinkedBackend;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a listing costs in requests of a store that lists metadata, for which it works hard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingRequestsTest {

  private static final int OBJECTS = 40;

  private final Map<String, Long> expected = new HashMap<>();
  private LinkedBackend backend;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeAll
  void start() {
    backend = LinkedBackend.of(Store.MINIO.backend());
    server = SealgateServer.start(backend);
    bucket = Bucket.create(server.s3(), "listing-requests");
    store(OBJECTS, 0);
  }

  @AfterAll
  void stop() {
    bucket.empty();
    server.close();
    backend.link().close();
  }

  @Test
  void aPageIsListedWithMetadataOnceAndThenWithout() {
    assertThat(list()).containsExactly("page with metadata");
    assertThat(list()).containsExactly("page");

    store(2, 1000);
    assertThat(list()).as("a few rows are new").containsExactly("page", "object", "object");
    assertThat(list()).containsExactly("page");

    store(20, 2000);
    assertThat(list()).as("many rows are new").containsExactly("page", "page with metadata");
    store(20, 3000);
    assertThat(list()).as("many again").containsExactly("page with metadata");
    assertThat(list()).containsExactly("page");
  }

  private void store(int count, int moreBytes) {
    for (int i = 0; i < count; i++) {
      String key = "object-" + i;
      long bytes = 100L * i + moreBytes;
      bucket.put(key, SseMode.SSE_KMS, Bodies.ofLength((int) bytes));
      expected.put(key, bytes);
    }
    untilTheirSecondsAreOver();
  }

  /** A row that has just changed is not remembered. */
  private static void untilTheirSecondsAreOver() {
    try {
      Thread.sleep(Duration.ofMillis(3100));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Lists the bucket, which must be right, and tells which requests that took. */
  private List<String> list() {
    backend.link().takeRequests();
    Map<String, Long> rows = new HashMap<>();
    bucket
        .s3()
        .listObjectsV2(list -> list.bucket(bucket.name()))
        .contents()
        .forEach(row -> rows.put(row.key(), row.size()));
    assertThat(rows).isEqualTo(expected);
    List<String> requests = new ArrayList<>();
    for (String line : backend.link().takeRequests()) {
      if (line.contains("/listing-requests")) {
        requests.add(
            line.startsWith("HEAD")
                ? "object"
                : line.contains("metadata=true") ? "page with metadata" : "page");
      }
    }
    return requests;
  }
}
