package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Concurrently;
import io.sealgate.it.fixture.DiscardingStore;
import io.sealgate.it.fixture.FaultyLink;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.RepeatedPuts;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.fixture.TestBackend;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** How often a key service outside the process is called, counted on the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyServiceCallsTest {

  private static final byte[] BODY = Bodies.ofLength(1000);
  private static final int KEYS = 50;
  private static final int WRITERS = 16;
  private static final int READERS = 100;

  private SealgateServer keys;

  @BeforeAll
  void start() {
    keys = SealgateServer.start(Store.MINIO.backend());
  }

  @AfterAll
  void stop() {
    keys.close();
  }

  @ParameterizedTest
  @CsvSource({"2000, 100000, 1", "2000, 100, 20", "2000, 300, 7"})
  void oneCallServesAsManyObjectsOfABucketKeyAsADataKeyMaySeal(
      int objects, int maxMessages, int calls) throws Exception {
    try (DiscardingStore store = DiscardingStore.start();
        FaultyLink link = FaultyLink.to(keys.kms());
        SealgateServer server =
            start(store, link, "{ max-messages: " + maxMessages + ", max-age: 1h }")) {
      puts(server, "bucket").send(objects, WRITERS);
      assertThat(link.calls("GenerateDataKey")).isEqualTo(calls);
    }
  }

  @Test
  void eachBucketHasDataKeysOfItsOwn() throws Exception {
    try (DiscardingStore store = DiscardingStore.start();
        FaultyLink link = FaultyLink.to(keys.kms());
        SealgateServer server = start(store, link, "{ max-age: 1h }")) {
      for (int i = 1; i <= 3; i++) {
        puts(server, "bucket-" + i).send(100, WRITERS);
        assertThat(link.calls("GenerateDataKey")).isEqualTo(i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SSE_S3, 1", "SSE_KMS, 1", "DSSE_KMS, 2"})
  void coldReadsOfOneObjectAtOnceShareACallForEachLayer(SseMode mode, int calls) {
    Bucket bucket = Bucket.create(keys.s3(), "cold-reads");
    bucket.put("object", mode, BODY);
    try (FaultyLink link = FaultyLink.to(keys.kms());
        SealgateServer server = start(keys.backend(), link, "{ max-age: 5m }")) {
      readAtOnce(server, "bytes=0-", BODY);
      assertThat(link.calls("Decrypt")).isEqualTo(calls);
    }
    bucket.empty();
  }

  @Test
  void coldRangesOfAMultipartObjectAtOnceShareACall() {
    Bucket bucket = Bucket.create(keys.s3(), "cold-reads");
    MultipartUpload.store(
        bucket,
        "object",
        SseMode.SSE_KMS,
        Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES),
        BODY);
    try (FaultyLink link = FaultyLink.to(keys.kms());
        SealgateServer server = start(keys.backend(), link, "{ max-age: 5m }")) {
      readAtOnce(server, "bytes=-" + BODY.length, BODY);
      assertThat(link.calls("Decrypt")).isEqualTo(1);
    }
    bucket.empty();
  }

  @Test
  void aStartAsksForEachConfiguredKeyOnce() throws Exception {
    try (DiscardingStore store = DiscardingStore.start();
        FaultyLink link = FaultyLink.to(keys.kms());
        SealgateServer server =
            SealgateServer.start(
                store,
                ServerSettings.DEFAULT
                    .withKmsAt(link.endpoint())
                    .withEncryption(
                        "{ rules: [ { bucket: a, mode: \"aws:kms\", key: alias/sealgate } ] }"))) {
      assertThat(server.http()).isNotNull();
      assertThat(link.calls("DescribeKey")).as("the service key's alias, the rule's").isEqualTo(2);
    }
  }

  private static SealgateServer start(TestBackend store, FaultyLink link, String keyCache) {
    return SealgateServer.start(
        store, ServerSettings.DEFAULT.withKmsAt(link.endpoint()).withKeyCache(keyCache));
  }

  private static RepeatedPuts puts(SealgateServer server, String bucket) {
    List<PutObjectRequest> puts =
        IntStream.range(0, KEYS)
            .mapToObj(index ->
                SseMode.SSE_KMS
                    .ask(PutObjectRequest.builder().bucket(bucket).key("object-" + index))
                    .bucketKeyEnabled(true)
                    .build())
            .toList();
    return new RepeatedPuts(server.clients(), server.http(), puts, BODY);
  }

  private static void readAtOnce(SealgateServer server, String range, byte[] expected) {
    List<Integer> readers = IntStream.range(0, READERS).boxed().toList();
    Concurrently.check(
        READERS,
        readers,
        reader -> {
          RawAnswer answer =
              new RawRequest(server.clients().raw(), server.http(), "GET", "/cold-reads/object")
                  .header("Range", range)
                  .send();
          assertThat(answer.status()).isEqualTo(206);
          assertThat(answer.body()).isEqualTo(expected);
        });
  }
}
