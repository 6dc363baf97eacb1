package io.sealgate.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.proxy.call.Unchanged;
import io.sealgate.proxy.call.WithheldEnd;
import io.sealgate.proxy.object.PlaintextGuard;
import io.sealgate.proxy.object.SealedStart;
import org.junit.jupiter.api.Test;

final class PipingTest {

  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
  private static final int READ_BYTES = 65_536;

  @Test
  void passesOnItselfWhatTheTransformLeavesAsItIs() {
    ByteBuf in = read(READ_BYTES, READ_BYTES);
    ByteBuf out = Piping.update(new Unchanged(), in, ALLOCATOR);
    assertThat(out).isSameAs(in);
    assertThat(out.readableBytes()).isEqualTo(READ_BYTES);
    assertThat(out.refCnt()).isEqualTo(1);
    out.release();
  }

  @Test
  void passesOnTheRestOfAReadWhoseBeginningWasAHead() {
    ByteBuf read = read(READ_BYTES, READ_BYTES);
    ByteBuf rest = read.readerIndex(300).readRetainedSlice(READ_BYTES - 300);
    read.release();
    ByteBuf out = Piping.update(new PlaintextGuard(), rest, ALLOCATOR);
    assertThat(out).isSameAs(rest);
    out.release();
    assertThat(read.refCnt()).isZero();
  }

  @Test
  void copiesALittleOutOfALargeBufferWhichIsFreeAgainAtOnce() {
    ByteBuf in = read(READ_BYTES, READ_BYTES / 2 - 1);
    byte[] bytes = ByteBufUtil.getBytes(in);
    ByteBuf out = Piping.update(new Unchanged(), in, ALLOCATOR);
    assertThat(out).isNotSameAs(in);
    assertThat(ByteBufUtil.getBytes(out)).isEqualTo(bytes);
    assertThat(in.refCnt()).isZero();
    out.release();
  }

  @Test
  void copiesWhatTheTransformDoesNotLeaveAsItIs() {
    ByteBuf in = read(READ_BYTES, READ_BYTES);
    byte[] bytes = ByteBufUtil.getBytes(in, 0, READ_BYTES - 1);
    ByteBuf out = Piping.update(new WithheldEnd(READ_BYTES), in, ALLOCATOR);
    assertThat(ByteBufUtil.getBytes(out)).isEqualTo(bytes);
    assertThat(in.refCnt()).isZero();
    out.release();
  }

  @Test
  void releasesWhatTheTransformRefuses() {
    ByteBuf sealed = read(READ_BYTES, READ_BYTES);
    sealed.setBytes(0, SealedStart.bytes());
    assertThatThrownBy(() -> Piping.update(new PlaintextGuard(), sealed, ALLOCATOR))
        .isInstanceOf(IntegrityException.class);
    assertThat(sealed.refCnt()).isZero();
  }

  private static ByteBuf read(int capacityBytes, int readBytes) {
    return ALLOCATOR.directBuffer(capacityBytes).writeBytes(Plans.random(readBytes));
  }
}
