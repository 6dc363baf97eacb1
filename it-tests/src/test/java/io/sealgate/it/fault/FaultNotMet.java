package io.sealgate.it.fault;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transfer has ended without its fault, so that it shows nothing: on a busy machine the store was
 * silent for longer than a hasty stage waits, or the link behind the transfer by seconds.
 */
final class FaultNotMet extends AssertionError {

  private static final int TIMES = 4;

  private FaultNotMet(@Nullable Throwable failure) {
    super("the fault was not met", failure);
  }

  static void unless(boolean met, @Nullable Throwable failure) {
    if (!met) {
      throw new FaultNotMet(failure);
    }
  }

  /** That check, made anew when the fault was not met; never met is a failure. */
  static <T> Consumer<T> repeating(Consumer<T> check) {
    return single -> {
      for (int time = 1; time < TIMES; time++) {
        try {
          check.accept(single);
          return;
        } catch (FaultNotMet early) {
          System.out.println(single + ": " + early.getCause());
        }
      }
      check.accept(single);
    };
  }
}
