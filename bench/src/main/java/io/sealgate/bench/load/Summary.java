package io.sealgate.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a run come to: a column for each target, a line for each workload.
 *
 * @param results the rows, workload by workload
 */
record Summary(List<Result> results) {

  /** What seals, and the same server without. */
  private static final Map<String, String> UNSEALED = unsealed();

  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  private static Map<String, String> unsealed() {
    Map<String, String> unsealed = new LinkedHashMap<>();
    unsealed.put("sse-kms", "none");
    unsealed.put("sse-s3", "none");
    unsealed.put("minio-sse-s3", "minio");
    return unsealed;
  }

  /** CPU for each operation relative to each target's baseline, as a Markdown table. */
  public String ratios() {
    List<String> columns = new ArrayList<>();
    for (Result result : results) {
      String heading = heading(result);
      if (result.ratio() != null && !columns.contains(heading)) {
        columns.add(heading);
      }
    }
    StringBuilder text = head("workload", columns);
    byWorkload()
        .forEach((workload, rows) -> {
          text.append("| `").append(workload).append("` |");
          for (String column : columns) {
            Result row =
                rows.values().stream()
                    .filter(result -> result.ratio() != null && heading(result).equals(column))
                    .findFirst()
                    .orElse(null);
            text.append(row == null ? " – |" : String.format(Locale.ROOT, " %.2f |", row.ratio()));
          }
          text.append('\n');
        });
    return text.toString();
  }

  /**
   * What sealing adds to a server's own cost, round by round, as a Markdown table: the median, the
   * least and the most of it. CPU seconds for each GiB where operations move 1 MiB or more, else
   * microseconds for each operation. Empty when nothing was measured with and without.
   */
  public String additions() {
    StringBuilder lines = new StringBuilder();
    byWorkload()
        .forEach((workload, rows) -> {
          List<String> cells = new ArrayList<>();
          UNSEALED.forEach(
              (with, without) -> cells.add(addition(rows.get(with), rows.get(without))));
          if (cells.stream().anyMatch(cell -> !cell.equals("–"))) {
            lines.append("| `").append(workload).append("` | ");
            lines.append(String.join(" | ", cells)).append(" |\n");
          }
        });
    List<String> columns =
        UNSEALED.entrySet().stream()
            .map(pair -> "`%s` over `%s`".formatted(pair.getKey(), pair.getValue()))
            .toList();
    return lines.isEmpty() ? "" : head("workload", columns).append(lines).toString();
  }

  private static String addition(@Nullable Result with, @Nullable Result without) {
    if (with == null || without == null) {
      return "–";
    }
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < with.roundCpuMicros().size(); i++) {
      micros.add(with.roundCpuMicros().get(i) - without.roundCpuMicros().get(i));
    }
    Spread spread = Spread.of(micros);
    double bytesPerOperation =
        with.cpuSecondsPerGibibyte() == 0
            ? 0
            : with.cpuMicrosPerOperation() / 1e6 * GIB / with.cpuSecondsPerGibibyte();
    boolean large = bytesPerOperation > 0.9 * MIB;
    double scale = large ? GIB / bytesPerOperation / 1e6 : 1;
    return String.format(
        Locale.ROOT,
        large ? "%.2f s/GiB (%.2f–%.2f)" : "%.0f µs (%.0f–%.0f)",
        spread.median() * scale,
        spread.least() * scale,
        spread.most() * scale);
  }

  private static String heading(Result result) {
    return "`%s` / `%s`".formatted(result.target(), result.baseline());
  }

  private static StringBuilder head(String first, List<String> columns) {
    return new StringBuilder("| " + first + " | " + String.join(" | ", columns) + " |\n|---|")
        .append("--:|".repeat(columns.size()))
        .append('\n');
  }

  private Map<String, Map<String, Result>> byWorkload() {
    Map<String, Map<String, Result>> rows = new LinkedHashMap<>();
    for (Result result : results) {
      rows.computeIfAbsent(result.workload(), _ -> new LinkedHashMap<>())
          .put(result.target(), result);
    }
    return rows;
  }
}
