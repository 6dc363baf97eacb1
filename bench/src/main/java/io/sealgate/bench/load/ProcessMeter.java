package io.sealgate.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process and its children have used, as the system counts it. */
public final class ProcessMeter {

  /** USER_HZ, which is 100 wherever the JDK runs on Linux. */
  private static final long TICK_MILLIS = 10;

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

  /** CPU time in user and kernel mode so far. */
  public Duration cpuTime() {
    return family().map(member -> CpuClock.of(member.pid())).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Of {@link #cpuTime}, what the threads used that compile in a JVM, in ticks of 10 ms; zero where
   * there is no {@code /proc} or no JVM.
   */
  public Duration compilerTime() {
    return family().map(ProcessMeter::compilerTime).reduce(Duration.ZERO, Duration::plus);
  }

  /** Resident memory now; 0 where there is no {@code /proc}. */
  public long residentBytes() {
    return family().mapToLong(ProcessMeter::residentBytes).sum();
  }

  private Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static Duration compilerTime(ProcessHandle member) {
    Duration sum = Duration.ZERO;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", "" + member.pid(), "task"))) {
      for (Path thread : threads) {
        sum = sum.plus(compilerTime(thread));
      }
    } catch (IOException | DirectoryIteratorException _) {
      // The child has ended meanwhile, or this is not Linux.
    }
    return sum;
  }

  private static Duration compilerTime(Path thread) {
    try {
      // proc(5): "23 (C2 CompilerThre) S", and behind the state the 11th and 12th are ticks.
      String stat = Files.readString(thread.resolve("stat"));
      if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * TICK_MILLIS);
      }
    } catch (IOException _) {
      // The thread has ended meanwhile; those that compile do not.
    }
    return Duration.ZERO;
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
