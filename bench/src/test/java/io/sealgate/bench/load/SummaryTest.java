package io.sealgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SummaryTest {

  private static final long MIB = 1 << 20;
  private static final List<Sample> NGINX = rounds(0, 50, 40, 60);
  private static final List<Sample> NONE = rounds(0, 100, 100, 90);
  private static final List<Sample> SEALED = rounds(0, 150, 120, 160);

  @Test
  void showsTheMedianOfTheRoundsRatios() {
    Summary summary =
        new Summary(
            List.of(
                result("nginx", null, NGINX, null),
                result("none", "nginx", NONE, NGINX),
                result("sse-kms", "nginx", SEALED, NGINX)));
    // 2, 2.5 and 1.5; 3, 3 and 2.67
    assertThat(summary.ratios())
        .isEqualTo(
            """
            | workload | `none` / `nginx` | `sse-kms` / `nginx` |
            |---|--:|--:|
            | `get` | 2.00 | 3.00 |
            """);
  }

  @Test
  void showsWhatSealingAddsToEachOperation() {
    Summary summary =
        new Summary(
            List.of(result("none", null, NONE, null), result("sse-kms", null, SEALED, null)));
    // 50, 20 and 70
    assertThat(summary.additions())
        .isEqualTo(
            """
            | workload | `sse-kms` over `none` | `sse-s3` over `none` | `minio-sse-s3` over `minio` |
            |---|--:|--:|--:|
            | `get` | 50 µs (20–70) | – | – |
            """);
  }

  @Test
  void showsWhatSealingAddsToEachGibibyteOfLargeBodies() {
    List<Sample> plain = rounds(16 * MIB, 6400, 6400);
    List<Sample> sealed = rounds(16 * MIB, 9600, 8000);
    Summary summary =
        new Summary(
            List.of(
                result("minio", null, plain, null),
                result("minio-sse-s3", "minio", sealed, plain)));
    // 3,200 and 1,600 µs for a 64th of a GiB
    assertThat(summary.additions()).contains("| `get` | – | – | 0.15 s/GiB (0.10–0.20) |");
    assertThat(summary.ratios()).contains("| `get` | 1.38 |");
  }

  private static Result result(
      String target,
      @Nullable String baseline,
      List<Sample> samples,
      @Nullable List<Sample> ofBaseline) {
    Target driven =
        new Target(
            target, URI.create("http://localhost"), 1, "b", "k", "s", Encryption.NONE, baseline);
    return Result.of("get", driven, samples, ofBaseline);
  }

  /** Ten operations in each round, of so many bytes, with that CPU time each. */
  private static List<Sample> rounds(long bytesPerOperation, int... micros) {
    List<Sample> samples = new ArrayList<>();
    for (int each : micros) {
      Latencies latencies = new Latencies();
      for (int i = 0; i < 10; i++) {
        latencies.add(1_000_000);
      }
      samples.add(
          new Sample(
              latencies,
              10 * bytesPerOperation,
              Duration.ofSeconds(1),
              Duration.ofNanos(each * 10_000L),
              Duration.ZERO,
              Duration.ZERO,
              MIB));
    }
    return samples;
  }
}
