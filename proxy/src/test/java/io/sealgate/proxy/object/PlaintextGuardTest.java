package io.sealgate.proxy.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.PartHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PlaintextGuardTest {

  private static final int PREFIX_BYTES = PartHeader.PREFIX_BYTES;

  @Test
  void takesABodyUnchangedOnceItsStartHasBeenSeen() {
    PlaintextGuard guard = new PlaintextGuard();
    ByteBuffer first = ByteBuffer.allocate(PREFIX_BYTES);
    assertThat(guard.takesUnchanged(first)).isTrue();
    assertThat(first.hasRemaining()).isFalse();
    assertThat(guard.takesUnchanged(ByteBuffer.allocate(1))).isTrue();
  }

  @Test
  void leavesAloneAPieceThatIsTooShortToTell() {
    PlaintextGuard guard = new PlaintextGuard();
    ByteBuffer piece = ByteBuffer.allocate(PREFIX_BYTES - 1);
    assertThat(guard.takesUnchanged(piece)).isFalse();
    assertThat(piece.remaining()).isEqualTo(PREFIX_BYTES - 1);
    ByteBuffer out = ByteBuffer.allocate(2 * PREFIX_BYTES);
    guard.update(piece, out);
    assertThat(guard.takesUnchanged(ByteBuffer.allocate(PREFIX_BYTES))).isFalse();
    assertThat(out.position()).isZero();
  }

  @Test
  void refusesASealedBodyWhereverItIsCut() {
    byte[] sealed = Arrays.copyOf(SealedStart.bytes(), 1000);
    for (int cut = 0; cut <= PREFIX_BYTES + 1; cut++) {
      PlaintextGuard guard = new PlaintextGuard();
      ByteBuffer out = ByteBuffer.allocate(2000);
      int at = cut;
      assertThatThrownBy(
              () -> {
                push(guard, ByteBuffer.wrap(sealed, 0, at), out);
                push(guard, ByteBuffer.wrap(sealed, at, sealed.length - at), out);
              })
          .as("cut at %d", cut)
          .isInstanceOf(IntegrityException.class);
      assertThat(out.position()).isZero();
    }
  }

  private static void push(PlaintextGuard guard, ByteBuffer piece, ByteBuffer out) {
    ByteBuffer untouched = piece.duplicate();
    if (guard.takesUnchanged(piece)) {
      out.put(untouched);
    } else {
      guard.update(piece, out);
    }
  }
}
