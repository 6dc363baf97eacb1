package io.sealgate.bench.allocation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark with one choice of its parameters.
 *
 * @param method the benchmark's method, without arguments
 * @param parameters values of the fields that are parameters, as text, by name
 */
record BenchmarkCase(Method method, SortedMap<String, String> parameters) {

  /** Every choice of parameters of every benchmark that JMH knows of, by its name. */
  static SortedMap<String, BenchmarkCase> all() {
    SortedMap<String, BenchmarkCase> cases = new TreeMap<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                List.of())) {
      Method method = method(entry);
      for (SortedMap<String, String> parameters : choices(entry.getParams().orElse(Map.of()))) {
        BenchmarkCase benchmark = new BenchmarkCase(method, parameters);
        cases.put(benchmark.name(), benchmark);
      }
    }
    return cases;
  }

  /** For instance {@code FrameBenchmark.seal buffers=HEAP provider=CONSCRYPT}. */
  String name() {
    StringBuilder name =
        new StringBuilder(method.getDeclaringClass().getSimpleName())
            .append('.')
            .append(method.getName());
    parameters.forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return name.toString();
  }

  private static Method method(BenchmarkListEntry entry) {
    String name = entry.getUsername().substring(entry.getUserClassQName().length() + 1);
    try {
      Method method = Class.forName(entry.getUserClassQName()).getMethod(name);
      if (!method.isAnnotationPresent(Benchmark.class)) {
        throw new IllegalStateException(entry.getUsername() + " is not a benchmark");
      }
      return method;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(entry.getUsername() + " is a benchmark with arguments", e);
    }
  }

  private static List<SortedMap<String, String>> choices(Map<String, String[]> values) {
    List<SortedMap<String, String>> choices = List.of(new TreeMap<>());
    for (Map.Entry<String, String[]> parameter : values.entrySet()) {
      List<SortedMap<String, String>> longer = new ArrayList<>();
      for (SortedMap<String, String> choice : choices) {
        for (String value : parameter.getValue()) {
          SortedMap<String, String> more = new TreeMap<>(choice);
          more.put(parameter.getKey(), value);
          longer.add(more);
        }
      }
      choices = longer;
    }
    return choices;
  }
}
