package io.sealgate.s3.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealgate.s3.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

class AwsChunkedDecoderFuzzTest {

  private static final int DECODED_BYTES = 5;
  private static final String TRAILER = "x-amz-checksum-crc32";

  @FuzzTest(maxDuration = "20s")
  void refusesOrDecodesTheSameHoweverABodyIsSplit(byte[] body) {
    for (AwsChunkedDecoderTest.Form form : AwsChunkedDecoderTest.Form.values()) {
      byte[] whole = decode(form.decoder(DECODED_BYTES), body, Integer.MAX_VALUE);
      byte[] inSingleBytes = decode(form.decoder(DECODED_BYTES), body, 1);
      assertThat(Arrays.equals(whole, inSingleBytes)).isTrue();
      assertThat(whole == null || whole.length == DECODED_BYTES).isTrue();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void neverHandsOutMoreThanDeclared(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AwsChunkedDecoder decoder = AwsChunkedDecoder.unsigned(DECODED_BYTES, TRAILER);
    try {
      decoder.update(ByteBuffer.wrap(body), slice -> out.writeBytes(Bodies.remaining(slice)));
    } catch (S3Exception refused) {
      assertThat(refused.error().status()).isBetween(400, 499);
    }
    assertThat(out.size()).isLessThanOrEqualTo(DECODED_BYTES);
  }

  private static byte @Nullable [] decode(AwsChunkedDecoder decoder, byte[] body, int pieceBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (int at = 0; at < body.length; at += Math.min(pieceBytes, body.length - at)) {
        ByteBuffer piece = ByteBuffer.wrap(body, at, Math.min(pieceBytes, body.length - at));
        decoder.update(piece, slice -> out.writeBytes(Bodies.remaining(slice)));
      }
      decoder.finish();
      return out.toByteArray();
    } catch (S3Exception refused) {
      return null;
    }
  }
}
