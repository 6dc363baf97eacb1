package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.PayloadIntegrity.Sha256;
import io.sealgate.auth.sigv4.PayloadIntegrity.Unsigned;
import io.sealgate.auth.sigv4.PayloadIntegrity.UnsignedTrailer;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;

/** What Amazon's SDK signs is verified, however odd the request. */
final class SdkOracleTest {

  static LongStream seeds() {
    return LongStream.range(0, 120);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void verifiesASignedPayload(long seed) {
    RandomRequest random = new RandomRequest(seed);
    byte[] payload = random.payload();
    RequestHead head =
        SdkSigner.onTheWire(SdkSigner.header(random.s3(), payload, Example.S3, true).request());

    Verification verification = Example.verifier(Example.S3).verify(head);

    Sha256 expected = Sha256.of(sha256(payload));
    assertThat(verification).isEqualTo(new Verified(Example.PRINCIPAL, expected));
    assertThat(expected.matches(sha256(payload))).isTrue();
    assertThat(expected.matches(sha256(new byte[300]))).isFalse();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void verifiesAnUnsignedPayload(long seed) {
    RandomRequest random = new RandomRequest(seed);
    RequestHead head =
        SdkSigner.onTheWire(
            SdkSigner.header(random.s3(), random.payload(), Example.S3, false).request());

    assertThat(Example.verifier(Example.S3).verify(head))
        .isEqualTo(new Verified(Example.PRINCIPAL, new Unsigned()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void verifiesAPresignedUrlUntilItExpires(long seed) {
    Duration expires = Duration.ofSeconds(1 + (seed * 7_919) % 604_800);
    RequestHead head =
        SdkSigner.onTheWire(SdkSigner.presigned(new RandomRequest(seed).s3(), expires).request());

    assertThat(Example.verifierAt(Example.S3, Example.NOW.plus(expires)).verify(head))
        .isEqualTo(new Verified(Example.PRINCIPAL, new Unsigned()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void verifiesTheSameUrlInAnotherSpelling(long seed) {
    RandomRequest random = new RandomRequest(seed);
    RequestHead head =
        SdkSigner.onTheWire(
            SdkSigner.header(random.s3(), random.payload(), Example.S3, true).request());
    RequestHead spelled =
        new RequestHead(
            head.method(),
            random.respell(head.rawPath()),
            random.respell(head.rawQuery()),
            head.headers());

    assertThat(Example.verifier(Example.S3).verify(spelled))
        .as(spelled.rawPath() + "?" + spelled.rawQuery())
        .isInstanceOf(Verified.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void verifiesRequestsToOtherServicesByTheirBody(long seed) {
    RandomRequest random = new RandomRequest(seed);
    byte[] payload = random.payload();
    RequestHead head =
        SdkSigner.onTheWire(
            SdkSigner.header(random.general(), payload, Example.KMS, true).request());

    assertThat(Example.verifier(Example.KMS).verify(head, sha256(payload)))
        .as(head.rawPath())
        .isEqualTo(new Verified(Example.PRINCIPAL, Sha256.of(sha256(payload))));
    assertThat(Example.verifier(Example.KMS).verify(head, sha256(random.bytes(201))))
        .isInstanceOf(Verification.Refused.class);
  }

  /** Else whoever sits on the line could turn a request for one key into one for another. */
  @Test
  void readsABarePlusSignAsTheSpaceThatS3TakesItFor() {
    SigV4Verifier verifier = Example.verifier(Example.S3);
    assertThat(verifier.verify(sentAs("/bucket/a%20b", "/bucket/a+b")))
        .isInstanceOf(Verified.class);
    assertThat(verifier.verify(sentAs("/bucket/a%2Bb", "/bucket/a+b")))
        .isInstanceOf(Verification.Refused.class);
  }

  private static RequestHead sentAs(String signedPath, String sentPath) {
    SdkHttpRequest get =
        SdkHttpRequest.builder()
            .protocol("https")
            .host("s3.example.com")
            .method(SdkHttpMethod.GET)
            .encodedPath(signedPath)
            .build();
    RequestHead head =
        SdkSigner.onTheWire(SdkSigner.header(get, new byte[0], Example.S3, true).request());
    return new RequestHead(head.method(), sentPath, head.rawQuery(), head.headers());
  }

  @Test
  void knowsAnUnsignedPayloadWithTrailer() {
    SdkHttpRequest put =
        SdkHttpRequest.builder()
            .protocol("https")
            .host("s3.example.com")
            .method(SdkHttpMethod.PUT)
            .encodedPath("/bucket/key")
            .putHeader("Content-Length", "10")
            .build();
    RequestHead head =
        SdkSigner.onTheWire(
            SdkSigner.chunked(
                    put,
                    new byte[10],
                    r ->
                        r.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                            .putProperty(
                                AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM,
                                DefaultChecksumAlgorithm.CRC32))
                .request());

    assertThat(Example.verifier(Example.S3).verify(head))
        .isEqualTo(new Verified(Example.PRINCIPAL, new UnsignedTrailer()));
  }

  static byte[] sha256(byte[] payload) {
    return Sha256Digest.create().digest(payload);
  }
}
