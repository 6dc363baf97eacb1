package io.sealgate.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class DocumentRequestsTest {

  @AutoClose("finishAndReleaseAll")
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new DocumentRequests(new DocumentLimits(1, 10, 4, Duration.ofDays(1))));

  /** The piece is a byte, but what it lies in a whole receive buffer. */
  @Test
  void holdNoBufferThatAPieceCameIn() {
    channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    for (byte piece : new byte[] {1, 2, 3}) {
      assertThat(sent(piece).refCnt()).isZero();
    }
    ByteBuf last = Unpooled.wrappedBuffer(new byte[] {4});
    channel.writeInbound(new DefaultLastHttpContent(last));
    assertThat(last.refCnt()).isZero();
    DocumentRequest request = channel.readInbound();
    assertThat(request.body()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void endTheConnectionBeyondTheLimit() {
    channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    for (byte piece : new byte[] {1, 2, 3, 4, 5}) {
      assertThat(sent(piece).refCnt()).isZero();
    }
    HttpResponse refusal = channel.readOutbound();
    assertThat(refusal.status().code()).isEqualTo(413);
    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(channel.inboundMessages()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  private ByteBuf sent(byte piece) {
    ByteBuf buffer = Unpooled.wrappedBuffer(new byte[] {piece});
    channel.writeInbound(new DefaultHttpContent(buffer));
    return buffer;
  }
}
