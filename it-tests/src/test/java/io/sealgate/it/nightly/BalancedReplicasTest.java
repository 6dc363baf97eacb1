package io.sealgate.it.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.HaProxy;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.Nightly;
import io.sealgate.it.fixture.Replicas;
import io.sealgate.it.fixture.SealgateProcess;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Proxies behind HAProxy do what one alone does, whatever it gives to whom. */
@Nightly
final class BalancedReplicasTest {

  private static final int STEPS = 100;
  private static final int KEYS = 4;
  private static final int LEAST = MultipartUpload.SHORTEST_PART_BYTES;
  private static final List<Integer> LENGTHS = List.of(0, 1, 65_536, 70_000, 300_001);
  private static final List<SseMode> MODES =
      List.of(SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.DSSE_KMS);

  private final Map<String, byte[]> expected = new HashMap<>();
  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void manyOperationsHaveTheEffectsThatTheyHaveOnOne(int count) throws Exception {
    long seed = System.nanoTime();
    random = new Random(seed);
    try (Replicas replicas = Replicas.start(Store.MINIO.backend(), count);
        HaProxy balancer =
            HaProxy.start(replicas.proxies().stream().map(SealgateProcess::http).toList())) {
      SealgateProcess first = replicas.proxies().getFirst();
      Bucket bucket =
          Bucket.create(
              first.clients().s3(balancer.endpoint(), Account.APP), "balanced-by-" + count);
      for (int step = 0; step < STEPS; step++) {
        change(bucket, "object-" + random.nextInt(KEYS));
        assertShown(bucket, "step " + step + " of seed " + seed);
      }
      assertThat(replicas.proxies())
          .as("each has had its share")
          .allSatisfy(proxy -> assertThat(proxy.requests()).isGreaterThan(STEPS));
      bucket.empty();
    }
  }

  private void change(Bucket bucket, String key) {
    SseMode mode = MODES.get(random.nextInt(MODES.size()));
    byte[] body = Bodies.ofLength(LENGTHS.get(random.nextInt(LENGTHS.size())));
    switch (random.nextInt(5)) {
      case 0 -> {
        bucket.delete(key);
        expected.remove(key);
      }
      case 1 -> {
        byte[] whole = Arrays.copyOf(Bodies.ofLength(LEAST), LEAST + body.length);
        System.arraycopy(body, 0, whole, LEAST, body.length);
        MultipartUpload.store(bucket, key, mode, Bodies.ofLength(LEAST), body);
        expected.put(key, whole);
      }
      case 2 -> copy(bucket, key, mode);
      default -> {
        bucket.put(key, mode, body);
        expected.put(key, body);
      }
    }
  }

  private void copy(Bucket bucket, String key, SseMode mode) {
    for (String source : List.copyOf(expected.keySet())) {
      if (!source.equals(key)) {
        bucket
            .s3()
            .copyObject(copy ->
                copy.sourceBucket(bucket.name())
                    .sourceKey(source)
                    .destinationBucket(bucket.name())
                    .destinationKey(key)
                    .serverSideEncryption(
                        mode == SseMode.SSE_S3
                            ? "AES256"
                            : mode == SseMode.SSE_KMS ? "aws:kms" : "aws:kms:dsse"));
        expected.put(key, expected.getOrDefault(source, new byte[0]));
        return;
      }
    }
  }

  private void assertShown(Bucket bucket, String when) {
    List<S3Object> rows = bucket.s3().listObjectsV2(list -> list.bucket(bucket.name())).contents();
    assertThat(rows)
        .as(when)
        .extracting(S3Object::key)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (S3Object row : rows) {
      byte[] body = expected.getOrDefault(row.key(), new byte[0]);
      assertThat(row.size()).as(when).isEqualTo(body.length);
      assertThat(bucket.head(bucket.heading(row.key())).eTag()).as(when).isEqualTo(row.eTag());
      int from = body.length == 0 ? 0 : random.nextInt(body.length);
      if (body.length > 0) {
        assertThat(bucket.get(bucket.getting(row.key()).range("bytes=" + from + "-")).asByteArray())
            .as(when)
            .isEqualTo(Arrays.copyOfRange(body, from, body.length));
      }
    }
    String absent = "object-" + random.nextInt(KEYS);
    if (expected.containsKey(absent)) {
      assertThat(bucket.get(absent)).as(when).isEqualTo(expected.get(absent));
    } else {
      assertThatThrownBy(() -> bucket.get(absent)).as(when).isInstanceOf(NoSuchKeyException.class);
    }
  }
}
