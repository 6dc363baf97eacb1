package io.sealgate.bench.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/**
 * The CPU time of a whole process to the nanosecond. What {@code /proc} and {@code ProcessHandle}
 * tell is in ticks of 10 ms: a round of a thousand small requests is a handful of those.
 */
final class CpuClock {

  private static final MethodHandle CLOCK_OF_PROCESS = function("clock_getcpuclockid");
  private static final MethodHandle TIME = function("clock_gettime");

  private CpuClock() {}

  /**
   * What a process has used in user and kernel mode, its ended threads included (POSIX
   * clock_getcpuclockid, clock_gettime).
   *
   * @return zero when there is no such process any more
   */
  static Duration of(long pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2); // struct timespec
      int failure = call(CLOCK_OF_PROCESS, (int) pid, clock);
      if (failure == 0) {
        failure = call(TIME, clock.get(ValueLayout.JAVA_INT, 0), time);
      }
      return failure == 0
          ? Duration.ofSeconds(
              time.getAtIndex(ValueLayout.JAVA_LONG, 0), time.getAtIndex(ValueLayout.JAVA_LONG, 1))
          : Duration.ZERO;
    }
  }

  private static int call(MethodHandle function, int argument, MemorySegment result) {
    try {
      return (int) function.invokeExact(argument, result);
    } catch (Throwable e) { // such is its signature; neither of the functions has anything to throw
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // two functions of POSIX, with the signatures it gives them
  private static MethodHandle function(String name) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }
}
