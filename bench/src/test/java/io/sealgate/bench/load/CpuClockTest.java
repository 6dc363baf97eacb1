package io.sealgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CpuClockTest {

  private static final long THIS = ProcessHandle.current().pid();

  /** A tick of the coarse clock is 10 ms, and it may lag by one on either side. */
  @Test
  void agreesWithTheClockOfTheJvm() {
    Duration coarseBefore = coarse();
    Duration before = CpuClock.of(THIS);
    while (coarse().minus(coarseBefore).toMillis() < 200) {
      Thread.onSpinWait();
    }
    Duration used = CpuClock.of(THIS).minus(before);
    Duration coarseUsed = coarse().minus(coarseBefore);
    assertThat(used).isBetween(Duration.ofMillis(170), coarseUsed.plusMillis(30));
  }

  @Test
  void seesWhatTakesLessThanATick() {
    Duration before = CpuClock.of(THIS);
    Duration after = CpuClock.of(THIS);
    assertThat(after).isGreaterThan(before);
  }

  @Test
  void ofAProcessThatIsNotThereIsZero() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(CpuClock.of(ended.pid())).isZero();
  }

  private static Duration coarse() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
