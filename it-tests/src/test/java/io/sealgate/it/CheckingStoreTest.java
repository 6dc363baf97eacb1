package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.CheckingStore;
import io.sealgate.it.fixture.CheckingStore.Demand;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Stores that demand a checksum with each object, or that cannot take one behind a body. */
final class CheckingStoreTest {

  /** Held in memory, streamed in one chunk, streamed in several. */
  private static final int[] SIZES = {0, 1000, 100_000, 3_000_000};

  @ParameterizedTest
  @ValueSource(strings = "trailer")
  void getTheChecksumOfEveryObject(String integrity) {
    assertKept(Demand.CHECKSUMS, integrity);
  }

  @ParameterizedTest
  @ValueSource(strings = "none")
  void getNoneWhereItIsNotWanted(String integrity) {
    try (CheckingStore store = CheckingStore.start(Demand.CHECKSUMS);
        SealgateServer server = start(store, integrity)) {
      Bucket bucket = Bucket.create(server.s3(), "checked");
      for (int size : SIZES) {
        assertThatThrownBy(() -> bucket.put("object", SseMode.UNASKED, Bodies.ofLength(size)))
            .isInstanceOf(S3Exception.class);
      }
      assertThat(store.objectCount()).isZero();
    }
  }

  /** The start finds out by itself what is configured for the others. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "trailer"})
  void getNoChunksWhereTheyTakeNone(String integrity) {
    assertKept(Demand.NO_CHUNKS, integrity);
  }

  private static void assertKept(Demand demand, String integrity) {
    try (CheckingStore store = CheckingStore.start(demand);
        SealgateServer server = start(store, integrity)) {
      Bucket bucket = Bucket.create(server.s3(), "checked");
      for (int size : SIZES) {
        for (SseMode mode : SseMode.values()) {
          bucket.put("object", mode, Bodies.ofLength(size));
          assertThat(bucket.get("object", mode)).isEqualTo(Bodies.ofLength(size));
        }
      }
      assertThat(store.objectCount()).isOne();
    }
  }

  private static SealgateServer start(CheckingStore store, String integrity) {
    return SealgateServer.start(store, ServerSettings.DEFAULT.withIntegrity(integrity));
  }
}
