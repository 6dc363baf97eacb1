package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.PayloadIntegrity.SignedChunks;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two streaming examples of the S3 API reference: 64 KiB, 1 KiB and the empty last chunk. */
final class ChunkSignaturesTest {

  private static final String FIRST =
      "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
  private static final String SECOND =
      "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
  private static final String LAST =
      "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";
  private static final String TRAILER = "x-amz-checksum-crc32c:sOO8/Q==\n";
  private static final String TRAILER_SIGNATURE =
      "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";

  @Test
  void verifiesTheExampleWithoutTrailer() {
    SignedChunks chunks = verifiedSeed(streaming());
    assertThat(chunks.trailer()).isFalse();

    ChunkSignatures signatures = chunks.seed().begin();
    assertThat(verify(signatures, payload(65_536), FIRST)).isTrue();
    assertThat(verify(signatures, payload(1_024), SECOND)).isTrue();
    assertThat(verify(signatures, payload(0), LAST)).isTrue();
  }

  @Test
  void verifiesTheExampleWithTrailer() {
    ChunkSignatures signatures = untilTrailer();

    assertThat(signatures.verifyTrailer(bytes(TRAILER), TRAILER_SIGNATURE)).isTrue();
  }

  @Test
  void refusesAnotherTrailer() {
    assertThat(
            untilTrailer()
                .verifyTrailer(bytes("x-amz-checksum-crc32c:sOO8/A==\n"), TRAILER_SIGNATURE))
        .isFalse();
    assertThat(untilTrailer().verifyTrailer(bytes(""), TRAILER_SIGNATURE)).isFalse();
    assertThat(untilTrailer().verifyTrailer(bytes(TRAILER), "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 1_000, 65_535, 65_536})
  void takesAChunkInPiecesOfAnySize(int pieceBytes) {
    ChunkSignatures signatures = seed().begin();
    ByteBuffer chunk = ByteBuffer.allocateDirect(65_536).put(payload(65_536)).flip();
    while (chunk.hasRemaining()) {
      ByteBuffer piece = chunk.slice(chunk.position(), Math.min(pieceBytes, chunk.remaining()));
      chunk.position(chunk.position() + piece.remaining());
      signatures.update(piece);
      assertThat(piece.hasRemaining()).isFalse();
    }

    assertThat(signatures.verify(FIRST)).isTrue();
    assertThat(verify(signatures, payload(1_024), SECOND)).isTrue();
  }

  @Test
  void refusesAChangedChunkAndEverythingAfterIt() {
    ChunkSignatures signatures = seed().begin();
    ByteBuffer changed = payload(65_536).put(40_000, (byte) 'b');

    assertThat(verify(signatures, changed, FIRST)).isFalse();
    assertThat(verify(signatures, payload(1_024), SECOND)).isFalse();
    assertThat(signatures.verifyTrailer(bytes(TRAILER), TRAILER_SIGNATURE)).isFalse();
  }

  @Test
  void refusesChunksInAnotherOrderAndCutOnes() {
    assertThat(verify(seed().begin(), payload(1_024), SECOND)).isFalse();
    assertThat(verify(seed().begin(), payload(65_535), FIRST)).isFalse();

    ChunkSignatures signatures = seed().begin();
    assertThat(verify(signatures, payload(65_536), FIRST)).isTrue();
    assertThat(verify(signatures, payload(0), LAST)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ad80",
        "AD80C730A21E5B8D04586A2213DD63B9A0E99E0E2307B0ADE35A65485A288648",
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288649",
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a2886480",
        "\u0161d80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"
      })
  void refusesEveryOtherSignature(String signature) {
    assertThat(verify(seed().begin(), payload(65_536), signature)).isFalse();
  }

  @Test
  void startsAFreshChainEachTime() {
    ChunkSeed seed = seed();
    assertThat(verify(seed.begin(), payload(1), FIRST)).isFalse();
    assertThat(verify(seed.begin(), payload(65_536), FIRST)).isTrue();
    assertThat(seed.toString()).isEqualTo("ChunkSeed[20130524T000000Z]");
  }

  private static ChunkSignatures untilTrailer() {
    SignedChunks chunks = verifiedSeed(streamingWithTrailer());
    assertThat(chunks.trailer()).isTrue();
    ChunkSignatures signatures = chunks.seed().begin();
    assertThat(
            verify(
                signatures,
                payload(65_536),
                "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"))
        .isTrue();
    assertThat(
            verify(
                signatures,
                payload(1_024),
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"))
        .isTrue();
    assertThat(
            verify(
                signatures,
                payload(0),
                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"))
        .isTrue();
    return signatures;
  }

  private static boolean verify(ChunkSignatures signatures, ByteBuffer chunk, String signature) {
    signatures.update(chunk);
    return signatures.verify(signature);
  }

  private static ChunkSeed seed() {
    return ChunkSeed.of(
        Example.CREDENTIALS,
        Example.S3,
        Example.DATE,
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
  }

  private static SignedChunks verifiedSeed(RequestHead head) {
    Verification verification = Example.verifier(Example.S3).verify(head);
    assertThat(verification).isInstanceOf(Verified.class);
    return assertThat(((Verified) verification).payload())
        .asInstanceOf(type(SignedChunks.class))
        .actual();
  }

  private static RequestHead streaming() {
    return Example.head(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "",
        "Host",
        "s3.amazonaws.com",
        "x-amz-date",
        Example.DATE,
        "x-amz-storage-class",
        "REDUCED_REDUNDANCY",
        "Authorization",
        Example.authorization(
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
        "x-amz-content-sha256",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "Content-Encoding",
        "aws-chunked",
        "x-amz-decoded-content-length",
        "66560",
        "Content-Length",
        "66824");
  }

  private static RequestHead streamingWithTrailer() {
    return Example.head(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "",
        "Host",
        "s3.amazonaws.com",
        "x-amz-date",
        Example.DATE,
        "x-amz-storage-class",
        "REDUCED_REDUNDANCY",
        "Authorization",
        Example.authorization(
            "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"),
        "x-amz-content-sha256",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        "Content-Encoding",
        "aws-chunked",
        "x-amz-decoded-content-length",
        "66560",
        "x-amz-trailer",
        "x-amz-checksum-crc32c");
  }

  private static ByteBuffer payload(int lengthBytes) {
    byte[] payload = new byte[lengthBytes];
    Arrays.fill(payload, (byte) 'a');
    return ByteBuffer.wrap(payload);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
