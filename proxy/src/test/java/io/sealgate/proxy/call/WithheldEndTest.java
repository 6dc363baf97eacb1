package io.sealgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WithheldEndTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 65_535, 65_536, 65_537, 300_000})
  void passesEverythingButTheLastByteBeforeTheEnd(int lengthBytes) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] body = new byte[lengthBytes];
    random.nextBytes(body);
    WithheldEnd transform = new WithheldEnd(lengthBytes);
    ByteBuffer out = ByteBuffer.allocate(lengthBytes + 1);
    for (int at = 0; at < lengthBytes; ) {
      int pieceBytes = Math.min(lengthBytes - at, 1 + random.nextInt(40_000));
      ByteBuffer piece = ByteBuffer.wrap(body, at, pieceBytes);
      at += pieceBytes;
      boolean taken = random.nextBoolean() && transform.takesUnchanged(piece);
      if (taken) {
        out.put(body, at - pieceBytes, pieceBytes);
      } else {
        transform.update(piece, out);
      }
      assertThat(piece.hasRemaining()).isFalse();
      assertThat(taken && at == lengthBytes).as("the end is taken, seed %d", seed).isFalse();
    }
    assertThat(out.position()).as("seed %d", seed).isEqualTo(Math.max(0, lengthBytes - 1));
    transform.finish(out);
    assertThat(Arrays.copyOf(out.array(), out.position())).as("seed %d", seed).isEqualTo(body);
  }

  @Test
  void leavesAloneWhatHasTheEndInIt() {
    ByteBuffer whole = ByteBuffer.allocate(10);
    assertThat(new WithheldEnd(10).takesUnchanged(whole)).isFalse();
    assertThat(whole.remaining()).isEqualTo(10);
  }

  @Test
  void refusesMoreThanWasAnnounced() {
    WithheldEnd transform = new WithheldEnd(10);
    ByteBuffer out = ByteBuffer.allocate(12);
    assertThatThrownBy(() -> transform.update(ByteBuffer.allocate(11), out))
        .isInstanceOf(IllegalStateException.class);
    assertThat(out.position()).isZero();
  }
}
