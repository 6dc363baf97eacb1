package io.sealgate.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** Takes the extension as a parameter, which also shows that JUnit finds it by itself. */
final class BufferLeakExtensionTest {

  @Test
  void noticesABufferThatIsNeverReleased(BufferLeaks leaks) throws InterruptedException {
    leaks.take();
    leak();
    assertThat(leaks.take()).anyMatch(report -> report.contains("LEAK"));
  }

  @Test
  void saysNothingOfOneThatIs(BufferLeaks leaks) throws InterruptedException {
    leaks.take();
    ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer(100);
    buffer.release();
    assertThat(leaks.take()).isEmpty();
  }

  /** In a method of its own: no local variable of the test keeps the buffer. */
  private static void leak() {
    ByteBufAllocator.DEFAULT.directBuffer(100).writeByte(1);
  }
}
