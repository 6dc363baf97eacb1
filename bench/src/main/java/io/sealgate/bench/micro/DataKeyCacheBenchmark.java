package io.sealgate.bench.micro;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.key.DataKey;
import io.sealgate.crypto.key.DataKeyCache;
import io.sealgate.crypto.key.DataKeyLimits;
import io.sealgate.crypto.key.DataKeyLookup;
import io.sealgate.crypto.key.KeyEncryptionKey;
import io.sealgate.crypto.key.KeyScope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A data key that is in the cache: what each request but the first pays instead of a KMS call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DataKeyCacheBenchmark {

  private static final String KEY_ARN =
      "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private final DataKeyCache cache =
      new DataKeyCache(
          new DataKeyLimits(
              Duration.ofHours(1), DataKeyLimits.HARD_MAX_MESSAGES, Long.MAX_VALUE, 1000),
          System::nanoTime);
  private final KeyScope scope =
      new KeyScope("app", KEY_ARN, Map.of("aws:s3:arn", "arn:aws:s3:::bucket"), 0);
  private final Bytes wrapped = Bytes.copyOf(SampleBytes.of(184));

  /** Loads both keys. */
  @Setup
  public void prepare() {
    release(cache.forSealing(scope, 1, this::load));
    release(cache.forOpening(scope, wrapped, this::load));
  }

  /** The key for a new object. */
  @Benchmark
  public int forSealing() {
    return release(cache.forSealing(scope, 1, this::load));
  }

  /** The key of a stored object. */
  @Benchmark
  public int forOpening() {
    return release(cache.forOpening(scope, wrapped, this::load));
  }

  private CompletableFuture<DataKey> load() {
    KeyEncryptionKey plaintext =
        KeyEncryptionKey.owning(SampleBytes.of(KeyEncryptionKey.LENGTH_BYTES));
    return CompletableFuture.completedFuture(new DataKey(KEY_ARN, wrapped, plaintext));
  }

  private static int release(DataKeyLookup lookup) {
    return switch (lookup) {
      case DataKeyLookup.Hit(var lease) -> {
        try (lease) {
          yield lease.dataKey().wrapped().lengthBytes();
        }
      }
      case DataKeyLookup.Loading(var loading) -> {
        try (var lease = loading.join()) {
          yield lease.dataKey().wrapped().lengthBytes();
        }
      }
    };
  }
}
