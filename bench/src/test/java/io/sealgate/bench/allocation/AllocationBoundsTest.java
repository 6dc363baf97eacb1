package io.sealgate.bench.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealgate.crypto.aead.AesGcm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the benchmarks allocate, held against the recorded bounds; and the bounds themselves. */
class AllocationBoundsTest {

  private static final SortedMap<String, Long> MEASURED =
      new TreeMap<>(Map.of("A.one", 1000L, "A.two size=1", 0L));

  @Test
  void benchmarksAllocateNoMoreThanWasRecorded() throws IOException {
    assumeTrue(
        AesGcm.preferred().name().startsWith("Conscrypt"),
        "the bounds were recorded with Conscrypt");

    assertThat(recorded().violations(new AllocationMeter().measure(BenchmarkCase.all())))
        .as(
            "What allocates more than it did costs time in each request. If it must, or when"
                + " benchmarks were added or removed: run bench/record-allocations, look at"
                + " `git diff bench`, and commit it with the reason")
        .isEmpty();
  }

  @Test
  void holdForWhatTheyWereRecordedFrom() {
    AllocationBounds bounds = AllocationBounds.of(MEASURED);

    assertThat(bounds.violations(MEASURED)).isEmpty();
    assertThat(AllocationBounds.parse(bounds.text())).isEqualTo(bounds);
  }

  @Test
  void leaveATwentiethOrTwoSmallObjectsAndAreRound() {
    assertThat(AllocationBounds.of(MEASURED).bytesPerOperation())
        .isEqualTo(Map.of("A.one", 1056L, "A.two size=1", 32L));
  }

  @Test
  void doNotHoldForMore() {
    assertThat(
            AllocationBounds.of(MEASURED)
                .violations(new TreeMap<>(Map.of("A.one", 1057L, "A.two size=1", 32L))))
        .containsExactly("A.one allocates 1057 bytes, more than its bound 1056");
  }

  @Test
  void missNoBenchmarkAndNoBound() {
    assertThat(
            AllocationBounds.of(MEASURED)
                .violations(new TreeMap<>(Map.of("A.one", 1000L, "A.three", 8L))))
        .containsExactly(
            "A.three allocates 8 bytes and has no bound",
            "A.two size=1 has a bound and is no benchmark");
  }

  @Test
  void refuseLinesThatAreNoBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> AllocationBounds.parse("A.one"));
    assertThatIllegalArgumentException().isThrownBy(() -> AllocationBounds.parse("many A.one"));
    assertThatIllegalArgumentException().isThrownBy(() -> AllocationBounds.parse("1 A\n2 A"));
  }

  private static AllocationBounds recorded() throws IOException {
    try (InputStream file = AllocationBounds.class.getResourceAsStream("bounds.txt")) {
      assertThat(file).as("bounds.txt beside the class").isNotNull();
      return AllocationBounds.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
