package io.sealgate.bench.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one target did in all rounds of one workload: a row of the table.
 *
 * @param workload the workload's name
 * @param target the target's name
 * @param operations how many
 * @param operationsPerSecond how many a second
 * @param mebibytesPerSecond throughput of objects' bytes
 * @param p50Millis median latency
 * @param p99Millis the latency that one request in a hundred exceeds
 * @param cpuSecondsPerGibibyte what the target's processes used for each GiB moved, 0 when the
 *     workload moves next to nothing
 * @param cpuMicrosPerOperation what they used for each operation
 * @param roundCpuMicros the same of each round, in the order of the rounds
 * @param compilerShare how much of that compiled what the process runs, 0 to 1
 * @param driverCpuMicrosPerOperation what the driver used for each operation
 * @param residentMebibytes their memory at the end of the last round
 * @param baseline the target that it is held against; null when there is none
 * @param ratio CPU per operation relative to the baseline's, round by round, the median; null when
 *     there is no baseline
 */
record Result(
    String workload,
    String target,
    int operations,
    double operationsPerSecond,
    double mebibytesPerSecond,
    double p50Millis,
    double p99Millis,
    double cpuSecondsPerGibibyte,
    double cpuMicrosPerOperation,
    List<Double> roundCpuMicros,
    double compilerShare,
    double driverCpuMicrosPerOperation,
    long residentMebibytes,
    @Nullable String baseline,
    @Nullable Double ratio) {

  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;
  private static final double NANOS = 1e9;

  /**
   * Sums up rounds.
   *
   * @param samples of the target, one for each round, at least one
   * @param baseline of its yardstick, as many; null when it has none
   */
  static Result of(
      String workload, Target target, List<Sample> samples, @Nullable List<Sample> baseline) {
    Latencies latencies = new Latencies();
    double bytes = 0;
    double seconds = 0;
    double cpuSeconds = 0;
    double compilerSeconds = 0;
    double driverSeconds = 0;
    for (Sample sample : samples) {
      latencies.addAll(sample.latencies());
      bytes += sample.bytes();
      seconds += sample.elapsed().toNanos() / NANOS;
      cpuSeconds += sample.cpu().toNanos() / NANOS;
      compilerSeconds += sample.compilerCpu().toNanos() / NANOS;
      driverSeconds += sample.driverCpu().toNanos() / NANOS;
    }
    int operations = Math.max(1, latencies.count());
    return new Result(
        workload,
        target.name(),
        latencies.count(),
        operations / seconds,
        bytes / MIB / seconds,
        latencies.quantileMillis(0.5),
        latencies.quantileMillis(0.99),
        bytes < MIB ? 0 : cpuSeconds * GIB / bytes,
        cpuSeconds * 1e6 / operations,
        samples.stream().map(Result::cpuMicros).toList(),
        cpuSeconds == 0 ? 0 : compilerSeconds / cpuSeconds,
        driverSeconds * 1e6 / operations,
        Math.round(samples.getLast().residentBytes() / MIB),
        baseline == null ? null : target.baseline(),
        baseline == null ? null : medianRatio(samples, baseline));
  }

  private static double medianRatio(List<Sample> samples, List<Sample> baseline) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      ratios.add(cpuMicros(samples.get(i)) / Math.max(1e-3, cpuMicros(baseline.get(i))));
    }
    return Spread.of(ratios).median();
  }

  private static double cpuMicros(Sample sample) {
    return sample.cpu().toNanos() / 1e3 / Math.max(1, sample.latencies().count());
  }
}
