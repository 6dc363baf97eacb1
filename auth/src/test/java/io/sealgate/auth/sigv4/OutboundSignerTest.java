package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundSignerTest {

  static LongStream seeds() {
    return LongStream.range(1_000, 1_120);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void signsForS3AsTheSdkDoes(long seed) {
    RandomRequest random = new RandomRequest(seed);
    byte[] payload = random.payload();
    boolean payloadSigned = seed % 2 == 0;
    RequestHead sdk =
        SdkSigner.onTheWire(
            SdkSigner.header(random.s3(), payload, Example.S3, payloadSigned).request());

    OutboundSignature signature =
        signer(Example.S3)
            .sign(
                unsigned(sdk),
                payloadSigned
                    ? OutboundPayload.sha256(SdkOracleTest.sha256(payload))
                    : OutboundPayload.UNSIGNED);

    assertThat(signature.authorization()).isEqualTo(sdk.headers().first("Authorization"));
    assertThat(signature.amzDate()).isEqualTo(sdk.headers().first("X-Amz-Date"));
    assertThat(signature.contentSha256()).isEqualTo(sdk.headers().first("x-amz-content-sha256"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void signsForOtherServicesAsTheSdkDoes(long seed) {
    RandomRequest random = new RandomRequest(seed);
    byte[] payload = random.payload();
    RequestHead sdk =
        SdkSigner.onTheWire(
            SdkSigner.header(random.general(), payload, Example.KMS, true).request());

    OutboundSignature signature =
        signer(Example.KMS)
            .sign(unsigned(sdk), OutboundPayload.sha256(SdkOracleTest.sha256(payload)));

    assertThat(signature.authorization())
        .as(sdk.rawPath())
        .isEqualTo(sdk.headers().first("Authorization"));
  }

  @Test
  void signsWhatItsOwnVerifierAccepts() {
    HeaderList headers =
        HeaderList.of(
            "Host",
            "backend:9000",
            "x-amz-meta-note",
            "two  spaces",
            "x-amz-meta-note",
            "again",
            "User-Agent",
            "sealgate",
            "Expect",
            "100-continue");
    RequestHead head =
        new RequestHead("PUT", "/b/k%C3%A9y//../%2B", "partNumber=1&uploadId=x%2Fy", headers);

    signer(Example.S3).sign(head, OutboundPayload.UNSIGNED_TRAILER).addTo(headers::add);

    assertThat(headers.first("authorization"))
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-note,");
    assertThat(Example.verifier(Example.S3).verify(head))
        .isEqualTo(new Verified(Example.PRINCIPAL, new PayloadIntegrity.UnsignedTrailer()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "X-Amz-Date", "x-amz-content-sha256"})
  void refusesALineThatTheSignatureAdds(String name) {
    RequestHead head = Example.head("GET", "/", "", "host", "backend", name, "from the client");

    assertThatThrownBy(() -> signer(Example.S3).sign(head, OutboundPayload.UNSIGNED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("from the client");
  }

  @Test
  void refusesARequestWithoutHost() {
    RequestHead head = Example.head("GET", "/", "", "range", "bytes=0-1");

    assertThatThrownBy(() -> signer(Example.S3).sign(head, OutboundPayload.UNSIGNED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unsigned-payload", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "e3b0"})
  void refusesPayloadFormsThatAreNotSent(String value) {
    assertThatThrownBy(() -> new OutboundPayload(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OutboundSigner signer(SignedService service) {
    return new OutboundSigner(Example.CREDENTIALS, service, InstantSource.fixed(Example.NOW));
  }

  private static RequestHead unsigned(RequestHead signed) {
    HeaderList headers = new HeaderList();
    for (Map.Entry<String, String> line : signed.headers()) {
      switch (line.getKey().toLowerCase(java.util.Locale.ROOT)) {
        case "authorization", "x-amz-date", "x-amz-content-sha256" -> {}
        default -> headers.add(line.getKey(), line.getValue());
      }
    }
    return new RequestHead(signed.method(), signed.rawPath(), signed.rawQuery(), headers);
  }
}
