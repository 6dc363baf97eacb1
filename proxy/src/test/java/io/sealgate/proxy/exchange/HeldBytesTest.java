package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class HeldBytesTest {

  @Test
  void areWhatCameInWhateverPieces() {
    byte[] body = Plans.random(10_000);
    for (int pieceBytes : new int[] {1, 7, 9_999, 10_000}) {
      HeldBytes held = new HeldBytes(10_000);
      for (int from = 0; from < body.length; from += pieceBytes) {
        int length = Math.min(pieceBytes, body.length - from);
        held.keep(held.room(length).put(body, from, length));
      }
      assertThat(held.toArray()).isEqualTo(body);
    }
  }

  @Test
  void ofManySmallPiecesAreSeldomCopied() {
    HeldBytes held = new HeldBytes(1 << 20);
    int capacityBytes = 0;
    int copies = 0;
    for (int i = 0; i < 1 << 20; i++) {
      ByteBuffer room = held.room(1);
      copies += room.capacity() == capacityBytes ? 0 : 1;
      capacityBytes = room.capacity();
      held.keep(room.put((byte) i));
    }
    assertThat(copies).isLessThanOrEqualTo(21);
    assertThat(capacityBytes).as("no room is left over at the limit").isEqualTo(1 << 20);
    assertThat(held.toArray()).hasSize(1 << 20);
  }

  @Test
  void areRefusedAboveTheLimit() {
    HeldBytes held = new HeldBytes(10);
    held.keep(held.room(10).put(new byte[10]));
    assertThatThrownBy(() -> held.keep(held.room(1).put((byte) 1))).isInstanceOf(S3Exception.class);
  }

  @Test
  void areNoneAtFirst() {
    assertThat(new HeldBytes(10).toArray()).isEmpty();
  }
}
