package io.sealgate.bench.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The meter, on operations whose allocation is known. */
class AllocationMeterTest {

  /** An array's header, with its length. */
  private static final long ARRAY_HEADER_BYTES = 16;

  /** Stands in for a benchmark: an array of a length that is a parameter. */
  public static final class Arrays {

    int lengthBytes;
    private boolean first = true;

    /** Makes an array, and at first a long one. */
    public byte[] make() {
      byte[] made = new byte[first ? 1 << 20 : lengthBytes];
      first = false;
      return made;
    }
  }

  @Test
  void countsEachByteOfAnOperationAndNothingThatIsMadeOnce() throws ReflectiveOperationException {
    assertThat(measure("1024")).isEqualTo(1024 + ARRAY_HEADER_BYTES);
    assertThat(measure("1032")).isEqualTo(1032 + ARRAY_HEADER_BYTES);
  }

  @Test
  void findsEachChoiceOfParametersOfTheBenchmarks() {
    assertThat(BenchmarkCase.all())
        .containsKeys(
            "EnvelopeBenchmark.open",
            "FrameBenchmark.seal buffers=HEAP provider=CONSCRYPT",
            "FrameBenchmark.open buffers=DIRECT provider=SUN_JCE");
  }

  private static long measure(String lengthBytes) throws ReflectiveOperationException {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("lengthBytes", lengthBytes);
    TreeMap<String, BenchmarkCase> benchmarks = new TreeMap<>();
    benchmarks.put("arrays", new BenchmarkCase(Arrays.class.getMethod("make"), parameters));
    return new AllocationMeter().measure(benchmarks).getOrDefault("arrays", 0L);
  }
}
