package io.sealgate.bench.load;

import java.time.Duration;

/**
 * What one target did in one round.
 *
 * @param latencies of each operation
 * @param bytes of all objects or ranges moved, as the client sees them
 * @param elapsed from the first request to the last answer
 * @param cpu what the target's processes used meanwhile
 * @param compilerCpu what of that went into compiling, in a JVM
 * @param driverCpu what the driver itself used meanwhile
 * @param residentBytes the target's memory at the end
 */
record Sample(
    Latencies latencies,
    long bytes,
    Duration elapsed,
    Duration cpu,
    Duration compilerCpu,
    Duration driverCpu,
    long residentBytes) {

  /** How much of the processor's time went into compiling, 0 to 1. */
  double compilerShare() {
    return cpu.isZero() ? 0 : (double) compilerCpu.toNanos() / cpu.toNanos();
  }
}
