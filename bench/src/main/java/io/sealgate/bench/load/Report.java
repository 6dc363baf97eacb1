package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of a run, for people and for programs.
 *
 * @param environment machine and versions, by name
 * @param results the rows, workload by workload
 */
record Report(Map<String, String> environment, List<Result> results) {

  /** Writes {@code results.json} and {@code results.md}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.write(folder.resolve("results.json"), json.writeValueAsBytes(this));
    Files.writeString(folder.resolve("results.md"), markdown());
  }

  /** The tables for people. */
  String markdown() {
    StringBuilder text = new StringBuilder("# Benchmark\n\n");
    environment.forEach((name, value) -> text.append("- " + name + ": " + value + "\n"));
    Summary summary = new Summary(results);
    text.append("\n## CPU relative to the baseline\n\n").append(summary.ratios());
    String additions = summary.additions();
    if (!additions.isEmpty()) {
      text.append("\n## What sealing adds\n\n").append(additions);
    }
    String workload = "";
    for (Result result : results) {
      if (!result.workload().equals(workload)) {
        workload = result.workload();
        text.append("\n## ").append(workload).append("\n\n").append(HEADINGS);
      }
      text.append(row(result));
    }
    return text.toString();
  }

  private static String row(Result result) {
    Double ratio = result.ratio();
    Spread rounds = Spread.of(result.roundCpuMicros());
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.1f | %.2f | %.2f | %s | %.1f | %.1f–%.1f | %.0f | %s | %d | %.1f |%n",
        result.target(),
        result.operationsPerSecond(),
        result.mebibytesPerSecond(),
        result.p50Millis(),
        result.p99Millis(),
        result.cpuSecondsPerGibibyte() == 0
            ? "–"
            : String.format(Locale.ROOT, "%.3f", result.cpuSecondsPerGibibyte()),
        result.cpuMicrosPerOperation(),
        rounds.least(),
        rounds.most(),
        result.compilerShare() * 100,
        ratio == null ? "–" : String.format(Locale.ROOT, "%.2f", ratio),
        result.residentMebibytes(),
        result.driverCpuMicrosPerOperation());
  }

  private static final String HEADINGS =
      """
      | target | op/s | MiB/s | p50 ms | p99 ms | CPU s/GiB | CPU µs/op | least–most | compiler % | ratio | RSS MiB | driver µs/op |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;
}
