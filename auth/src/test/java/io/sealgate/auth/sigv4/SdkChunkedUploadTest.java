package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.sigv4.PayloadIntegrity.SignedChunks;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** The chunk and trailer signatures that Amazon's SDK makes are verified. */
final class SdkChunkedUploadTest {

  @ParameterizedTest(name = "{0} bytes, trailer: {1}")
  @CsvSource({
    "0, false",
    "1, false",
    "131071, false",
    "131072, false",
    "131073, false",
    "400000, false",
    "0, true",
    "1, true",
    "131072, true",
    "400000, true"
  })
  void verifiesEveryChunk(int lengthBytes, boolean trailer) throws IOException {
    byte[] payload = new RandomRequest(lengthBytes).bytes(lengthBytes);
    SignedRequest signed = upload(payload, trailer);
    Verification verification =
        Example.verifier(Example.S3).verify(SdkSigner.onTheWire(signed.request()));
    assertThat(verification).isInstanceOf(Verified.class);
    SignedChunks chunks = (SignedChunks) ((Verified) verification).payload();
    assertThat(chunks.trailer()).isEqualTo(trailer);

    ChunkSignatures signatures = chunks.seed().begin();
    Lines body = new Lines(content(signed));
    ByteBuffer plain = ByteBuffer.allocate(lengthBytes);
    int chunkBytes;
    do {
      String[] head = body.line().split(";chunk-signature=", 2);
      chunkBytes = Integer.parseInt(head[0], 16);
      ByteBuffer chunk = body.bytes(chunkBytes);
      plain.put(chunk.duplicate());
      signatures.update(chunk);
      assertThat(signatures.verify(head[1])).isTrue();
      if (chunkBytes > 0) {
        assertThat(body.line()).isEmpty();
      }
    } while (chunkBytes > 0);
    assertThat(plain.array()).isEqualTo(payload);

    if (trailer) {
      String checksum = body.line() + "\n";
      String[] signature = body.line().split(":", 2);
      assertThat(signature[0]).isEqualTo("x-amz-trailer-signature");
      assertThat(signatures.verifyTrailer(utf8(checksum), signature[1])).isTrue();
    }
    assertThat(body.line()).isEmpty();
  }

  private static SignedRequest upload(byte[] payload, boolean trailer) {
    SdkHttpRequest put =
        SdkHttpRequest.builder()
            .protocol("https")
            .host("s3.example.com")
            .method(SdkHttpMethod.PUT)
            .encodedPath("/bucket/key")
            .putHeader("Content-Length", Integer.toString(payload.length))
            .build();
    return SdkSigner.chunked(
        put,
        payload,
        r -> {
          r.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, true);
          if (trailer) {
            r.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
          }
        });
  }

  private static byte[] content(SignedRequest signed) throws IOException {
    try (InputStream in = signed.payload().orElseThrow().newStream()) {
      return in.readAllBytes();
    }
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Lines {
    private final byte[] content;
    private int at;

    Lines(byte[] content) {
      this.content = content;
    }

    String line() {
      int from = at;
      while (content[at] != '\r') {
        at++;
      }
      at += 2;
      return new String(content, from, at - 2 - from, StandardCharsets.UTF_8);
    }

    ByteBuffer bytes(int lengthBytes) {
      at += lengthBytes;
      return ByteBuffer.wrap(content, at - lengthBytes, lengthBytes).slice();
    }
  }
}
