package io.sealgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/PERFORMANCE.md} shows the run that is kept beside it, and no other. */
final class PerformancePageTest {

  private static final Path DOCS = Path.of("..", "docs");

  private final Report run;
  private final String page;

  PerformancePageTest() throws IOException {
    run =
        JsonMapper.shared()
            .readValue(
                Files.readAllBytes(DOCS.resolve("results").resolve("bench.json")), Report.class);
    page = Files.readString(DOCS.resolve("PERFORMANCE.md"));
  }

  @Test
  void showsItsRatios() {
    assertThat(page).contains(new Summary(run.results()).ratios());
  }

  @Test
  void showsWhatSealingAddedInIt() {
    assertThat(page).contains(new Summary(run.results()).additions());
  }

  @Test
  void calculatesWithItsFigures() {
    assertThat(page)
        .contains(
            String.format(
                Locale.ROOT,
                "| G, P | CPU s/GiB of `get-16m` and `put-16m`, SSE-KMS | %.2f, %.2f |",
                row("get-16m", "sse-kms").cpuSecondsPerGibibyte(),
                row("put-16m", "sse-kms").cpuSecondsPerGibibyte()))
        .contains(
            String.format(
                Locale.ROOT,
                "| P₃ | the same of `put-16m`, SSE-S3, whose MD5 is most of it | %.2f |",
                row("put-16m", "sse-s3").cpuSecondsPerGibibyte()))
        .contains(
            String.format(
                Locale.ROOT,
                "| g, p | CPU µs/op of `get-4k` and `put-4k`, SSE-KMS | %.0f, %.0f |",
                row("get-4k", "sse-kms").cpuMicrosPerOperation(),
                row("put-4k", "sse-kms").cpuMicrosPerOperation()));
  }

  @Test
  void liesBesideTheWholeReport() throws IOException {
    String report = run.markdown();
    assertThat(Files.readString(DOCS.resolve("results").resolve("bench.md")))
        .endsWith(report.substring(report.indexOf("\n- ")));
  }

  private Result row(String workload, String target) {
    return run.results().stream()
        .filter(result -> result.workload().equals(workload) && result.target().equals(target))
        .findFirst()
        .orElseThrow();
  }
}
