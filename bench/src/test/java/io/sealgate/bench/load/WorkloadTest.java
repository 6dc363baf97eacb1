package io.sealgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

  @Test
  void isFoundByItsName() {
    assertThat(Workload.named(List.of("put-16m", "get-4k")))
        .extracting(Workload::name)
        .containsExactly("put-16m", "get-4k");
    assertThat(Workload.named(List.of())).isEqualTo(Workload.ALL);
  }

  @Test
  void ofANameThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> Workload.named(List.of("get-4k", "get-16")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no workload get-16, but [get-4k, put-4k");
  }
}
