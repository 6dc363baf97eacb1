package io.sealgate.proxy.capability;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.backend.BackendException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ProbedCapabilitiesTest {

  private static final BackendCapabilities ALL = capabilities(Support.WORKS);
  private static final BackendCapabilities INCOMPLETE = capabilities(Support.UNKNOWN);

  private final Deque<Supplier<BackendCapabilities>> probes = new ArrayDeque<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private Instant now = Instant.ofEpochSecond(1000);
  private final ProbedCapabilities probed =
      new ProbedCapabilities(() -> probes.remove().get(), () -> now, waiting::add);

  @Test
  void probesOnceForAllWhoAsk() {
    probes.add(() -> ALL);
    var first = probed.capabilities().toCompletableFuture();
    var second = probed.capabilities().toCompletableFuture();
    assertThat(first).isNotDone();
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    assertThat(first).isCompletedWithValue(ALL);
    assertThat(second).isCompletedWithValue(ALL);
    now = now.plusSeconds(1_000_000);
    assertThat(probed.capabilities().toCompletableFuture()).isCompletedWithValue(ALL);
    assertThat(waiting).isEmpty();
  }

  @Test
  void probesAgainAfterAFailureButNotAtOnce() {
    probes.add(() -> {
      throw new BackendException("down");
    });
    probes.add(() -> ALL);
    var failed = probed.capabilities().toCompletableFuture();
    waiting.remove().run();
    assertThat(failed).isCompletedExceptionally();
    assertThat(probed.capabilities().toCompletableFuture()).isCompletedExceptionally();
    assertThat(waiting).isEmpty();
    now = now.plusSeconds(1);
    var again = probed.capabilities().toCompletableFuture();
    waiting.remove().run();
    assertThat(again).isCompletedWithValue(ALL);
  }

  @Test
  void goesOnWithWhatIsKnownWhileItLooksForTheRest() {
    probes.add(() -> INCOMPLETE);
    probes.add(() -> {
      throw new BackendException("down");
    });
    probes.add(() -> ALL);
    probed.capabilities();
    waiting.remove().run();
    for (int round = 0; round < 2; round++) {
      now = now.plusSeconds(60);
      assertThat(probed.capabilities().toCompletableFuture()).isCompletedWithValue(INCOMPLETE);
      waiting.remove().run();
    }
    assertThat(probed.capabilities().toCompletableFuture()).isCompletedWithValue(ALL);
  }

  private static BackendCapabilities capabilities(Support support) {
    Map<Capability, Support> all = new EnumMap<>(Capability.class);
    for (Capability capability : Capability.values()) {
      all.put(capability, support);
    }
    return new BackendCapabilities(all);
  }
}
