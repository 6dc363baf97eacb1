package io.sealgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceiveBuffersTest {

  private static final long BUDGET_BYTES = 16 << 20;

  @ParameterizedTest
  @CsvSource({
    "0, 1048576",
    "1, 1048576",
    "16, 1048576",
    "64, 262144",
    "500, 65536",
    "10000, 65536"
  })
  void shareTheBudgetWithinBounds(int connections, int shareBytes) {
    assertThat(new ReceiveBuffers(65536, () -> connections, BUDGET_BYTES).shareBytes())
        .isEqualTo(shareBytes);
  }

  /** Else a gigabyte would be read, and sealed, before a small request's turn comes again. */
  @Test
  void shareNoMoreThanASmallRequestCanWaitFor() {
    assertThat(ReceiveBuffers.budgetBytes(120 << 20)).isEqualTo(15 << 20);
    assertThat(ReceiveBuffers.budgetBytes(6L << 30)).isEqualTo(64 << 20);
  }

  @Test
  void shrinkOnConnectionsThatAreOpenAlready() {
    AtomicInteger connections = new AtomicInteger(1);
    var handle = new ReceiveBuffers(400_000, connections::get, BUDGET_BYTES).newHandle();
    assertThat(capacity(handle.allocate(ByteBufAllocator.DEFAULT))).isGreaterThan(200_000);
    connections.set(1000);
    assertThat(capacity(handle.allocate(ByteBufAllocator.DEFAULT))).isEqualTo(65536);
  }

  private static int capacity(ByteBuf buffer) {
    int capacity = buffer.capacity();
    buffer.release();
    return capacity;
  }
}
