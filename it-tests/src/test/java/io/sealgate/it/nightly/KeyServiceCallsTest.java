package io.sealgate.it.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.DiscardingStore;
import io.sealgate.it.fixture.FaultyLink;
import io.sealgate.it.fixture.Nightly;
import io.sealgate.it.fixture.RepeatedPuts;
import io.sealgate.it.fixture.ResultTable;
import io.sealgate.it.fixture.SealgateProcess;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** How often the key service is called over a great many writes, counted on the wire. */
@Nightly
final class KeyServiceCallsTest {

  private static final int OBJECTS = 1_000_000;
  private static final int KEYS = 1000;
  private static final int WRITERS = 16;
  private static final int MAX_CALLS = 1000;

  /** The defaults of the cache: whichever is used up first. */
  private static final int MAX_MESSAGES = 100_000;

  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  @Test
  void aMillionObjectsUnderABucketKeyNeedFewCalls() throws Exception {
    try (DiscardingStore store = DiscardingStore.start();
        SealgateServer keys = SealgateServer.start(store);
        FaultyLink link = FaultyLink.to(keys.kms());
        SealgateProcess sealgate =
            SealgateProcess.start(store, ServerSettings.DEFAULT.withKmsAt(link.endpoint()))) {
      RepeatedPuts puts =
          new RepeatedPuts(sealgate.clients(), sealgate.http(), puts(), Bodies.ofLength(1000));
      long start = System.nanoTime();
      puts.send(OBJECTS, WRITERS);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      int calls = link.calls("GenerateDataKey");
      assertThat(calls)
          .as("one for each 100,000 objects, and one for each five minutes")
          .isBetween(
              OBJECTS / MAX_MESSAGES,
              OBJECTS / MAX_MESSAGES + 1 + Math.toIntExact(took.dividedBy(MAX_AGE)))
          .isLessThanOrEqualTo(MAX_CALLS);
      ResultTable.keyServiceCalls()
          .put(
              "1,000,000 PUTs of 1,000 bytes to one bucket, SSE-KMS with a bucket key",
              took.toSeconds() + " s",
              Integer.toString(calls),
              Integer.toString(link.calls("Decrypt")),
              "passed");
    }
  }

  private static List<PutObjectRequest> puts() {
    return IntStream.range(0, KEYS)
        .mapToObj(index ->
            SseMode.SSE_KMS
                .ask(PutObjectRequest.builder().bucket("million").key("object-" + index))
                .bucketKeyEnabled(true)
                .build())
        .toList();
  }
}
