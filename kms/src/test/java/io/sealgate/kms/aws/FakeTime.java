package io.sealgate.kms.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only where a test says so; remembers every wait. */
final class FakeTime implements MonotonicTime {

  private final List<Duration> sleeps = new ArrayList<>();
  private long nanos = 1_000;
  private Duration oversleeping = Duration.ZERO;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    sleeps.add(duration);
    advance(duration.plus(oversleeping));
  }

  /** Each sleep takes that much longer than it was told. */
  void oversleepBy(Duration duration) {
    oversleeping = duration;
  }

  void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  List<Duration> sleeps() {
    return sleeps;
  }
}
