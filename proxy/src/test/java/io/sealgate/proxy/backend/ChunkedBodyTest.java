package io.sealgate.proxy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChunkedBodyTest {

  private static final int CHUNK = ChunkedBody.CHUNK_BYTES;

  @Test
  void framesWhatAStoreUnderstandsWhateverTheSizes() {
    for (int size : new int[] {0, 1, 15, 16, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7}) {
      for (int piece : new int[] {1000, CHUNK - 1, CHUNK, 2 * CHUNK + 3, 10 * CHUNK}) {
        byte[] body = random(size);
        byte[] framed = framed(body, piece);
        assertThat(framed.length).as("%d by %d", size, piece).isEqualTo((int) framedBytes(size));
        AwsChunks parsed = AwsChunks.parse(framed);
        assertThat(parsed.body()).isEqualTo(body);
        assertThat(parsed.trailer())
            .isEqualTo("x-amz-checksum-crc32c:" + ChunkedBody.checksum(body));
      }
    }
  }

  @Test
  void knowsTheChecksumOfTheStandard() {
    // The check value of CRC-32C: 0xE3069283.
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(ChunkedBody.checksum(digits)).isEqualTo("4waSgw==");
    assertThat(ChunkedBody.checksum(new byte[0])).isEqualTo("AAAAAA==");
  }

  @Test
  void passesTheBodyWithoutCopyingIt() {
    ByteBuf piece = ByteBufAllocator.DEFAULT.directBuffer(CHUNK + 10);
    piece.writeZero(CHUNK + 10);
    List<ByteBuf> sent = new ArrayList<>();
    new ChunkedBody(CHUNK + 10).write(piece, sent::add);
    assertThat(sent).hasSize(4);
    assertThat(sent.get(1).memoryAddress()).isEqualTo(piece.memoryAddress());
    sent.forEach(ByteBuf::release);
    assertThat(piece.refCnt()).isZero();
  }

  @Test
  void refusesABodyOfAnotherLength() {
    ByteBuf tooLong = Unpooled.buffer().writeZero(11);
    assertThatThrownBy(() -> new ChunkedBody(10).write(tooLong, ByteBuf::release))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tooLong.refCnt()).isZero();
    ChunkedBody body = new ChunkedBody(10);
    body.write(Unpooled.buffer().writeZero(9), ByteBuf::release);
    assertThatThrownBy(body::end).isInstanceOf(IllegalStateException.class);
  }

  private static long framedBytes(int bodyBytes) {
    return ChunkedBody.framedBytes(bodyBytes);
  }

  private static byte[] framed(byte[] body, int pieceBytes) {
    ChunkedBody framing = new ChunkedBody(body.length);
    ByteBuf framed = Unpooled.buffer();
    for (int offset = 0; offset < body.length; offset += pieceBytes) {
      ByteBuf piece =
          Unpooled.copiedBuffer(body, offset, Math.min(pieceBytes, body.length - offset));
      framing.write(
          piece,
          part -> {
            framed.writeBytes(part);
            part.release();
          });
      assertThat(piece.refCnt()).isZero();
    }
    ByteBuf end = framing.end();
    framed.writeBytes(end);
    end.release();
    return ByteBufUtil.getBytes(framed);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
