package io.sealgate.bench.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many bytes an operation of each benchmark may allocate.
 *
 * @param bytesPerOperation by the benchmark's name
 */
record AllocationBounds(SortedMap<String, Long> bytesPerOperation) {

  /** Room for what differs between versions of the JDK: 1/20 of what was measured. */
  private static final long SLACK_DIVISOR = 20;

  /** And at least two small objects. */
  private static final long LEAST_SLACK_BYTES = 32;

  /** Bounds are multiples of it, so that a byte more or less is no change of the record. */
  private static final long STEP_BYTES = 16;

  private static final String COMMENT =
      """
      # Bytes that an operation of each benchmark may allocate: what was measured, and a twentieth more.
      # ./mvnw verify holds the benchmarks against it; bench/record-allocations writes it.
      """;

  /** Keeps a copy. */
  AllocationBounds {
    bytesPerOperation = new TreeMap<>(bytesPerOperation);
  }

  /**
   * The bounds that today's figures make.
   *
   * @param measuredBytes bytes for each operation, by the benchmark's name
   */
  static AllocationBounds of(SortedMap<String, Long> measuredBytes) {
    SortedMap<String, Long> bounds = new TreeMap<>();
    measuredBytes.forEach((name, bytes) -> bounds.put(name, bound(bytes)));
    return new AllocationBounds(bounds);
  }

  /**
   * Reads what {@link #text} wrote: a line for each bound.
   *
   * @throws IllegalArgumentException when a line is none, or bounds a benchmark a second time
   */
  static AllocationBounds parse(String text) {
    SortedMap<String, Long> bounds = new TreeMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int space = line.indexOf(' ');
      if (space < 0
          || bounds.put(line.substring(space).strip(), Long.valueOf(line.substring(0, space)))
              != null) {
        throw new IllegalArgumentException("not a bound: " + line);
      }
    }
    return new AllocationBounds(bounds);
  }

  /** The bounds as text. */
  String text() {
    return bytesPerOperation.entrySet().stream()
        .map(bound -> String.format(Locale.ROOT, "%9d  %s%n", bound.getValue(), bound.getKey()))
        .collect(Collectors.joining("", COMMENT, ""));
  }

  /**
   * What does not hold, a sentence each.
   *
   * @param measuredBytes bytes for each operation, by the benchmark's name
   * @return nothing when each benchmark has a bound and keeps it, and each bound has a benchmark
   */
  List<String> violations(SortedMap<String, Long> measuredBytes) {
    List<String> violations = new ArrayList<>();
    measuredBytes.forEach((name, bytes) -> {
      Long bound = bytesPerOperation.get(name);
      if (bound == null) {
        violations.add(name + " allocates " + bytes + " bytes and has no bound");
      } else if (bytes > bound) {
        violations.add(name + " allocates " + bytes + " bytes, more than its bound " + bound);
      }
    });
    for (String name : bytesPerOperation.keySet()) {
      if (!measuredBytes.containsKey(name)) {
        violations.add(name + " has a bound and is no benchmark");
      }
    }
    return violations;
  }

  private static long bound(long measuredBytes) {
    long bytes = measuredBytes + Math.max(LEAST_SLACK_BYTES, measuredBytes / SLACK_DIVISOR);
    return Math.ceilDiv(bytes, STEP_BYTES) * STEP_BYTES;
  }
}
