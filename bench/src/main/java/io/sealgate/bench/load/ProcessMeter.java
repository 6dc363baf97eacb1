package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process and its children have used, as the system counts it. */
public final class ProcessMeter {

  private final ProcessHandle process;

  /**
   * A meter.
   *
   * @throws IllegalStateException when there is no such process
   */
  public ProcessMeter(long pid) {
    process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IllegalStateException("no process has the id " + pid));
  }

  /** CPU time in user and kernel mode so far, in steps of the system's clock tick. */
  public Duration cpuTime() {
    return family()
        .map(member -> member.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Resident memory now; 0 where there is no {@code /proc}. */
  public long residentBytes() {
    return family().mapToLong(ProcessMeter::residentBytes).sum();
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static long residentBytes(ProcessHandle member) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", "" + member.pid(), "status"))) {
        if (line.startsWith("VmRSS:")) {
          String kibibytes = line.substring("VmRSS:".length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) << 10;
        }
      }
    } catch (IOException _) {
      // The child has ended meanwhile, or this is not Linux.
    }
    return 0;
  }
}
