package io.sealgate.bench.load;

import java.util.Arrays;

/** How long requests took, each of them kept. Used by one thread at a time. */
public final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int count;

  /** Adds one request. */
  public void add(long elapsedNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count] = elapsedNanos;
    count++;
  }

  /** Adds all of another. */
  public void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) {
      add(other.nanos[i]);
    }
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * The time within which a share of the requests was done.
   *
   * @param share between 0 and 1
   * @return milliseconds; 0 when there was no request
   */
  public double quantileMillis(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int index = Math.min(count - 1, (int) Math.ceil(share * count) - 1);
    return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
  }
}
