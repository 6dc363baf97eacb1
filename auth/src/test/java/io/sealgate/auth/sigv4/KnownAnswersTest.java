package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.Identity;
import io.sealgate.auth.Principal;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked examples of the S3 API reference ("Signature Calculations for the Authorization
 * Header", "Using Query Parameters") and of the IAM user guide.
 */
final class KnownAnswersTest {

  private static final String HOST = "examplebucket.s3.amazonaws.com";

  static Stream<Arguments> headerExamples() {
    String put = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    return Stream.of(
        Arguments.of(
            "put object",
            Example.head(
                "PUT",
                "/test$file.text",
                "",
                "Host",
                HOST,
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "Authorization",
                Example.authorization(
                    "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
                "x-amz-date",
                Example.DATE,
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "x-amz-content-sha256",
                put),
            put),
        Arguments.of(
            "get bucket lifecycle",
            signed("lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
            Example.EMPTY_SHA256),
        Arguments.of(
            "list objects",
            signed(
                "max-keys=2&prefix=J",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
            Example.EMPTY_SHA256),
        Arguments.of("get object", Example.getObject(), Example.EMPTY_SHA256));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headerExamples")
  void verifiesTheHeaderExamples(String name, RequestHead head, String payload) {
    assertThat(Example.verifier(Example.S3).verify(head))
        .isEqualTo(new Verified(Example.PRINCIPAL, new PayloadIntegrity.Sha256(payload)));
  }

  @Test
  void verifiesThePresignedExample() {
    assertThat(Example.verifier(Example.S3).verify(Example.presignedGet()))
        .isEqualTo(new Verified(Example.PRINCIPAL, new PayloadIntegrity.Unsigned()));
  }

  @Test
  void signsTheHeaderExample() {
    OutboundSigner signer =
        new OutboundSigner(Example.CREDENTIALS, Example.S3, InstantSource.fixed(Example.NOW));
    RequestHead head = Example.head("GET", "/", "prefix=J&max-keys=2", "Host", HOST);

    OutboundSignature signature = signer.sign(head, OutboundPayload.EMPTY);

    assertThat(signature.amzDate()).isEqualTo(Example.DATE);
    assertThat(signature.contentSha256()).isEqualTo(Example.EMPTY_SHA256);
    assertThat(signature.authorization())
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential="
                + Example.SCOPE
                + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                + "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void verifiesTheExampleOfAnotherService() {
    Credentials credentials =
        new Credentials(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.UTF_8));
    Principal principal = new Principal("iam", "123456789012", "AKIDEXAMPLE");
    CredentialStore store = CredentialStore.of(List.of(new Identity(credentials, principal)));
    SignedService iam = SignedService.general("iam", "us-east-1");
    InstantSource clock = InstantSource.fixed(Instant.parse("2015-08-30T12:36:00Z"));
    byte[] emptyBody = HexFormat.of().parseHex(Example.EMPTY_SHA256);
    RequestHead head =
        Example.head(
            "GET",
            "/",
            "Action=ListUsers&Version=2010-05-08",
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "host",
            "iam.amazonaws.com",
            "x-amz-date",
            "20150830T123600Z",
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-date, Signature="
                + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");

    assertThat(new SigV4Verifier(store, iam, clock).verify(head, emptyBody))
        .isEqualTo(new Verified(principal, new PayloadIntegrity.Sha256(Example.EMPTY_SHA256)));
  }

  private static RequestHead signed(String query, String signature) {
    return Example.head(
        "GET",
        "/",
        query,
        "Host",
        HOST,
        "Authorization",
        Example.authorization("host;x-amz-content-sha256;x-amz-date", signature),
        "x-amz-date",
        Example.DATE,
        "x-amz-content-sha256",
        Example.EMPTY_SHA256);
  }
}
