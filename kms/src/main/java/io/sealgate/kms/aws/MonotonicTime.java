package io.sealgate.kms.aws;

import java.time.Duration;

/**
 * Time that only goes forward: what deadlines are measured with, so that setting the wall clock
 * neither cuts a call short nor lets it hang.
 */
public interface MonotonicTime {

  /** Nanoseconds since some fixed moment; only differences mean anything. */
  long nanos();

  /**
   * Waits.
   *
   * @param duration how long, zero or more
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's. */
  static MonotonicTime system() {
    return new MonotonicTime() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
