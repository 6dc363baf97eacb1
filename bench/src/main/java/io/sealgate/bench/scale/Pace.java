package io.sealgate.bench.scale;

/**
 * How fast a transfer goes.
 *
 * @param stepBytes how much is sent or received at a time
 * @param pauseMillis how long it waits in between
 * @param kernelBytes what the kernel may hold in advance; 0: as it sees fit
 */
record Pace(int stepBytes, long pauseMillis, int kernelBytes) {

  /** As fast as it goes. */
  static final Pace FAST = new Pace(256 * 1024, 0, 0);

  /** About 1 MiB/s. */
  static final Pace SLOW = new Pace(64 * 1024, 62, 64 * 1024);

  /** Waits for the next step. */
  void pause() {
    if (pauseMillis > 0) {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
