package io.sealgate.bench.allocation;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts the bytes that an operation of a benchmark allocates, to the byte the same in every run.
 *
 * <p>It counts what the source says: it asks for a JVM whose compiler does not look for objects
 * that need no allocation, since what that finds depends on when it compiles. {@code bench/micro}
 * shows what is left of it in use.
 */
final class AllocationMeter {

  /** The options of the JVM that sizes and numbers of objects depend on. */
  private static final Map<String, String> JVM_OPTIONS =
      Map.of(
          "TieredStopAtLevel",
          "1",
          "UseCompressedOops",
          "true",
          "UseCompactObjectHeaders",
          "false");

  private static final Object[] NO_ARGUMENTS = {}; // which a call would otherwise allocate
  private static final int WARM_UP_OPERATIONS = 20;
  private static final int ROUNDS = 3;
  private static final int OPERATIONS_PER_ROUND = 10;

  private final ThreadMXBean threads =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // of HotSpot, which has the bytes

  /**
   * A meter.
   *
   * @throws IllegalStateException when this JVM's options make other figures
   */
  AllocationMeter() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    JVM_OPTIONS.forEach((option, value) -> {
      if (!jvm.getVMOption(option).getValue().equals(value)) {
        throw new IllegalStateException(
            "allocations are counted with " + option + "=" + value + " in the JVM's options");
      }
    });
  }

  /**
   * Bytes that one operation of each benchmark allocates.
   *
   * @param benchmarks by name
   */
  SortedMap<String, Long> measure(SortedMap<String, BenchmarkCase> benchmarks) {
    SortedMap<String, Long> measured = new TreeMap<>();
    benchmarks.forEach((name, benchmark) -> measured.put(name, measure(benchmark)));
    return measured;
  }

  private long measure(BenchmarkCase benchmark) {
    try {
      Object state = benchmark.method().getDeclaringClass().getConstructor().newInstance();
      for (Map.Entry<String, String> parameter : benchmark.parameters().entrySet()) {
        set(state, parameter.getKey(), parameter.getValue());
      }
      callAll(state, Setup.class);
      long bytes = measure(benchmark.method(), state);
      callAll(state, TearDown.class);
      return bytes;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(benchmark.name() + " failed", e);
    }
  }

  /** The least of several rounds: what is made once, such as a longer table, is not of the rate. */
  private long measure(Method operation, Object state) throws ReflectiveOperationException {
    repeat(WARM_UP_OPERATIONS, operation, state);
    long leastBytes = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      repeat(OPERATIONS_PER_ROUND, operation, state);
      leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return leastBytes / OPERATIONS_PER_ROUND;
  }

  private static void repeat(int operations, Method operation, Object state)
      throws ReflectiveOperationException {
    for (int i = 0; i < operations; i++) {
      operation.invoke(state, NO_ARGUMENTS);
    }
  }

  private static void callAll(Object state, Class<? extends Annotation> annotation)
      throws ReflectiveOperationException {
    for (Method method : state.getClass().getMethods()) {
      if (method.isAnnotationPresent(annotation)) {
        method.invoke(state);
      }
    }
  }

  private static void set(Object state, String name, String value)
      throws ReflectiveOperationException {
    Field field = state.getClass().getDeclaredField(name);
    field.setAccessible(true);
    field.set(state, parse(field.getType(), value));
  }

  private static Object parse(Class<?> type, String value) {
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(value)) {
          return constant;
        }
      }
    } else if (type == int.class) {
      return Integer.valueOf(value);
    } else if (type == String.class) {
      return value;
    }
    throw new IllegalStateException("a parameter " + value + " of " + type + " is not understood");
  }
}
