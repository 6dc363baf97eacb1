package io.sealgate.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChunkedDecoderTest {

  private static final String CRC32C = "x-amz-checksum-crc32c";
  private static final String UNEXPECTED_END = "The request body terminated unexpectedly";

  /** The forms of aws-chunked, each able to write and to read. */
  enum Form {
    SIGNED,
    SIGNED_TRAILER,
    SIGNED_TRAILER_AS_DOCUMENTED,
    UNSIGNED,
    UNSIGNED_TRAILER,
    UNSIGNED_TRAILER_OF_MINIO;

    byte[] encode(byte[] payload, int chunkBytes) {
      return switch (this) {
        case SIGNED -> FramedBody.signed().payload(payload, chunkBytes).text("\r\n").bytes();
        case SIGNED_TRAILER ->
            FramedBody.signed()
                .payload(payload, chunkBytes)
                .trailer(CRC32C, "sOO8/Q==", "\r\n")
                .text("\r\n")
                .bytes();
        case SIGNED_TRAILER_AS_DOCUMENTED ->
            FramedBody.signed()
                .payload(payload, chunkBytes)
                .trailer(CRC32C, "sOO8/Q==", "\n\r\n")
                .text("\r\n")
                .bytes();
        case UNSIGNED -> FramedBody.unsigned().payload(payload, chunkBytes).text("\r\n").bytes();
        case UNSIGNED_TRAILER ->
            FramedBody.unsigned()
                .payload(payload, chunkBytes)
                .trailer(CRC32C, "sOO8/Q==", "\r\n")
                .text("\r\n")
                .bytes();
        case UNSIGNED_TRAILER_OF_MINIO ->
            FramedBody.unsigned()
                .payload(payload, chunkBytes)
                .trailer(CRC32C, "sOO8/Q==", "\n")
                .text("\r\n\r\n")
                .bytes();
      };
    }

    AwsChunkedDecoder decoder(long decodedBytes) {
      var seed = FramedBody.seed(FramedBody.SEED_SIGNATURE);
      return switch (this) {
        case SIGNED -> AwsChunkedDecoder.signed(decodedBytes, seed.begin());
        case SIGNED_TRAILER, SIGNED_TRAILER_AS_DOCUMENTED ->
            AwsChunkedDecoder.signedWithTrailer(decodedBytes, seed.begin(), CRC32C);
        case UNSIGNED -> AwsChunkedDecoder.unsigned(decodedBytes, null);
        case UNSIGNED_TRAILER, UNSIGNED_TRAILER_OF_MINIO ->
            AwsChunkedDecoder.unsigned(decodedBytes, CRC32C);
      };
    }

    boolean hasTrailer() {
      return this != SIGNED && this != UNSIGNED;
    }
  }

  @Test
  void decodesTheExampleOfTheAwsDocumentation() {
    byte[] payload = new byte[66_560];
    Arrays.fill(payload, (byte) 'a');
    byte[] body =
        FramedBody.unsigned()
            .text("10000;chunk-signature=")
            .text("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n")
            .text("a".repeat(65_536))
            .text("\r\n400;chunk-signature=")
            .text("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n")
            .text("a".repeat(1024))
            .text("\r\n0;chunk-signature=")
            .text("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n")
            .bytes();
    assertThat(body).hasSize(66_824);
    assertThat(decode(Form.SIGNED.decoder(66_560), List.of(ByteBuffer.wrap(body))))
        .isEqualTo(payload);
  }

  @Test
  void decodesTheTrailerExampleOfTheAwsDocumentation() {
    byte[] body =
        FramedBody.unsigned()
            .text("10000;chunk-signature=")
            .text("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n")
            .text("a".repeat(65_536))
            .text("\r\n400;chunk-signature=")
            .text("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n")
            .text("a".repeat(1024))
            .text("\r\n0;chunk-signature=")
            .text("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n")
            .text("x-amz-checksum-crc32c:sOO8/Q==\n\r\nx-amz-trailer-signature:")
            .text("d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n")
            .bytes();
    var seed = FramedBody.seed("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    AwsChunkedDecoder decoder = AwsChunkedDecoder.signedWithTrailer(66_560, seed.begin(), CRC32C);
    assertThat(decode(decoder, List.of(ByteBuffer.wrap(body)))).hasSize(66_560);
    assertThat(decoder.trailer()).isEqualTo("sOO8/Q==");
  }

  @ParameterizedTest
  @EnumSource
  void decodesWhateverTheSplit(Form form) {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      byte[] payload = Bodies.random(seed, random.nextInt(60_000));
      byte[] body = form.encode(payload, 8192 + random.nextInt(20_000));
      int longestPieceBytes = seed % 10 == 0 ? 1 : 1 + random.nextInt(30_000);
      AwsChunkedDecoder decoder = form.decoder(payload.length);
      byte[] decoded = decode(decoder, Bodies.split(body, random, longestPieceBytes));
      assertThat(decoded).as("seed %d", seed).isEqualTo(payload);
      assertThat(decoder.trailer()).isEqualTo(form.hasTrailer() ? "sOO8/Q==" : null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void decodesAnEmptyPayload(Form form) {
    byte[] body = form.encode(new byte[0], 8192);
    assertThat(decode(form.decoder(0), List.of(ByteBuffer.wrap(body)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void handsOutSlicesOfTheInputWithoutCopying(Form form) {
    byte[] payload = Bodies.random(1, 20_000);
    byte[] body = form.encode(payload, 8192);
    ByteBuffer in = ByteBuffer.wrap(body);
    form.decoder(payload.length)
        .update(
            in,
            slice -> {
              assertThat(slice.array()).isSameAs(body);
              assertThat(slice.arrayOffset()).isPositive();
            });
    assertThat(in.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesTruncationAtEveryByte(Form form) {
    byte[] payload = Bodies.random(2, 9000);
    byte[] body = form.encode(payload, 8192);
    int optionalEndBytes = form == Form.UNSIGNED_TRAILER_OF_MINIO ? 2 : 0;
    int lengthBytes = 0;
    while (lengthBytes < body.length - optionalEndBytes) {
      ByteBuffer cut = ByteBuffer.wrap(body, 0, lengthBytes);
      S3Exception refusal = refusal(() -> decode(form.decoder(payload.length), List.of(cut)));
      assertThat(refusal.error()).as("cut to %d", lengthBytes).isEqualTo(S3Error.INCOMPLETE_BODY);
      assertThat(refusal).hasMessage(UNEXPECTED_END);
      boolean insideTheFirstChunk = lengthBytes > 200 && lengthBytes < 8000;
      lengthBytes += insideTheFirstChunk ? 61 : 1;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGNED", "SIGNED_TRAILER"})
  void refusesEveryChangedByteOfASignedBody(Form form) {
    byte[] payload = Bodies.random(3, 300);
    byte[] body = form.encode(payload, 8192);
    for (int at = 0; at < body.length; at++) {
      byte[] changed = body.clone();
      changed[at] ^= 0x01;
      refusal(() -> decode(form.decoder(payload.length), List.of(ByteBuffer.wrap(changed))));
    }
  }

  @Test
  void refusesChunksInAnotherOrder() {
    byte[] first = Bodies.random(4, 8192);
    byte[] second = Bodies.random(5, 8192);
    byte[] body = FramedBody.signed().chunk(first).text("\r\n").chunk(second).text("\r\n").bytes();
    byte[] swapped = new byte[body.length];
    System.arraycopy(body, body.length / 2, swapped, 0, body.length / 2);
    System.arraycopy(body, 0, swapped, body.length / 2, body.length / 2);
    assertThat(
            refusal(() -> decode(Form.SIGNED.decoder(16_384), List.of(ByteBuffer.wrap(swapped))))
                .error())
        .isEqualTo(S3Error.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A\ndummy data\r\n0\r\n\r\n",
        "A\r\ndummy data0\r\n\r\n",
        "A\r\nXYZ\r\ndummy data\r\n0\r\n\r\n",
        "B\r\ndummy data\r\n0\r\n\r\n",
        "A\r\ndummy data\r\n0\r\n",
        "A\r\ndummy data\r\n0\r\n\r",
        "A\r\ndummy data\r\n0\r\n\r\nX",
        "A\r\ndummy data\r\n0\r\n\r\n\r\n",
        "A\r\n",
        "",
        "-A\r\ndummy data\r\n0\r\n\r\n",
        "+A\r\ndummy data\r\n0\r\n\r\n",
        "0xA\r\ndummy data\r\n0\r\n\r\n",
        " A\r\ndummy data\r\n0\r\n\r\n",
        "A \r\ndummy data\r\n0\r\n\r\n",
        "A;chunk-signature=00\r\ndummy data\r\n0\r\n\r\n",
        "A;\r\ndummy data\r\n0\r\n\r\n",
        "\r\ndummy data\r\n0\r\n\r\n",
        "000000000000000A\r\ndummy data\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF\r\ndummy data\r\n0\r\n\r\n",
        "invalid_chunk_size\r\ndummy data\r\n0\r\n\r\n",
        "A\r\ndummy data\r\nJ\r\n\r\n"
      })
  void refusesMalformedFraming(String body) {
    S3Exception refusal = refusal(() -> decode(AwsChunkedDecoder.unsigned(10, null), pieces(body)));
    assertThat(refusal.error()).isEqualTo(S3Error.INCOMPLETE_BODY);
  }

  @Test
  void refusesAHeaderLineWithoutEnd() {
    AwsChunkedDecoder decoder = AwsChunkedDecoder.unsigned(10, null);
    assertThat(refusal(() -> decode(decoder, pieces("0".repeat(100_000)))).error())
        .isEqualTo(S3Error.INCOMPLETE_BODY);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 11, 0})
  void refusesAnotherLengthThanDeclared(long decodedBytes) {
    S3Exception refusal =
        refusal(() ->
            decode(
                AwsChunkedDecoder.unsigned(decodedBytes, null),
                pieces("A\r\ndummy data\r\n0\r\n\r\n")));
    assertThat(refusal).hasMessage(S3Error.INCOMPLETE_BODY.message());
    assertThat(refusal.details())
        .containsEntry("NumberBytesExpected", Long.toString(decodedBytes))
        .containsEntry("NumberBytesProvided", "10");
  }

  @Test
  void handsNothingOutPastTheDeclaredLength() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AwsChunkedDecoder decoder = AwsChunkedDecoder.unsigned(9, null);
    refusal(() -> {
      decoder.update(
          ByteBuffer.wrap(FramedBody.ascii("A\r\ndummy data")),
          slice -> out.writeBytes(Bodies.remaining(slice)));
      return null;
    });
    assertThat(out.size()).isZero();
  }

  @Test
  void refusesASmallChunkThatIsNotTheLast() {
    S3Exception refusal =
        refusal(() ->
            decode(
                AwsChunkedDecoder.unsigned(5, null), pieces("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")));
    assertThat(refusal.error()).isEqualTo(S3Error.INVALID_CHUNK_SIZE);
    assertThat(refusal.details()).containsEntry("Chunk", "2").containsEntry("BadChunkSize", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        ":sOO8/Q==\r\n\r\n",
        "x-amz-checksum-crc32csOO8/Q==\r\n\r\n",
        "x-amz-checksum-crc32:sOO8/Q==\r\n\r\n",
        "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n",
        "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-meta-a:b\r\n\r\n",
        "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:00\r\n\r\n"
      })
  void refusesAMalformedTrailer(String trailer) {
    S3Exception refusal =
        refusal(() ->
            decode(AwsChunkedDecoder.unsigned(5, CRC32C), pieces("5\r\nhello\r\n0\r\n" + trailer)));
    assertThat(refusal.error()).isEqualTo(S3Error.MALFORMED_TRAILER);
  }

  @Test
  void refusesATrailerThatTheHeadDoesNotDeclare() {
    S3Exception refusal =
        refusal(() ->
            decode(
                AwsChunkedDecoder.unsigned(0, null),
                pieces("0\r\nx-amz-checksum-crc32c:sOO8/Q==\r\n\r\n")));
    assertThat(refusal.error()).isEqualTo(S3Error.MALFORMED_TRAILER);
  }

  @Test
  void refusesATrailerSectionWithoutEnd() {
    String section = "x-amz-checksum-crc32c:" + " ".repeat(100_000);
    S3Exception refusal =
        refusal(() -> decode(AwsChunkedDecoder.unsigned(0, CRC32C), pieces("0\r\n" + section)));
    assertThat(refusal.error()).isEqualTo(S3Error.MALFORMED_TRAILER);
  }

  @Test
  void acceptsWhiteSpaceAndUpperCaseInATrailer() {
    AwsChunkedDecoder decoder = AwsChunkedDecoder.unsigned(0, CRC32C);
    decode(decoder, pieces("0\r\nX-Amz-Checksum-CRC32C : sOO8/Q== \r\n\r\n"));
    assertThat(decoder.trailer()).isEqualTo("sOO8/Q==");
  }

  @Test
  void refusesASignedTrailerSectionThatIsEmptyOrLacksItsSignature() {
    byte[] nothing = FramedBody.signed().payload(new byte[0], 8192).text("\r\n").bytes();
    byte[] unsigned =
        FramedBody.signed()
            .payload(new byte[0], 8192)
            .text(CRC32C + ":sOO8/Q==\r\n\r\n\r\n")
            .bytes();
    for (byte[] body : List.of(nothing, unsigned)) {
      S3Exception refusal =
          refusal(() -> decode(Form.SIGNED_TRAILER.decoder(0), List.of(ByteBuffer.wrap(body))));
      assertThat(refusal.error()).isEqualTo(S3Error.INCOMPLETE_BODY);
    }
  }

  @Test
  void staysBrokenOnceItHasThrown() {
    AwsChunkedDecoder decoder = AwsChunkedDecoder.unsigned(0, null);
    refusal(() -> decode(decoder, pieces("X\r\n")));
    refusal(() -> decode(decoder, pieces("0\r\n\r\n")));
  }

  private static List<ByteBuffer> pieces(String body) {
    return List.of(ByteBuffer.wrap(FramedBody.ascii(body)));
  }

  private static byte[] decode(AwsChunkedDecoder decoder, List<ByteBuffer> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuffer piece : pieces) {
      decoder.update(piece, slice -> out.writeBytes(Bodies.remaining(slice)));
      assertThat(piece.hasRemaining()).isFalse();
    }
    decoder.finish();
    return out.toByteArray();
  }

  private static S3Exception refusal(Supplier<?> decoding) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, decoding::get);
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
