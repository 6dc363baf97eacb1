package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is held against a request whose signature could be read: its headers, its payload, its key.
 */
final class SignedContentRefusalsTest {

  private static final String SIGNED = "host;range;x-amz-content-sha256;x-amz-date";
  private static final String SIGNATURE =
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

  @Test
  void refusesHeadersThatMustBeSignedAndAreNot() {
    RequestHead head = Example.getObject();
    ((HeaderList) head.headers())
        .add("X-Amz-Acl", "public-read")
        .add("x-amz-server-side-encryption-customer-key", "c2VjcmV0");

    Refused refused = Example.refused(head);

    assertThat(refused.reason()).isEqualTo(RefusalReason.HEADERS_NOT_SIGNED);
    assertThat(refused.message())
        .isEqualTo("There were headers present in the request which were not signed");
    assertThat(refused.details())
        .containsEntry("HeadersNotSigned", "x-amz-acl, x-amz-server-side-encryption-customer-key");
  }

  @Test
  void refusesAnUnsignedHost() {
    Refused refused =
        Example.refused(
            Example.getObjectWith(
                "Authorization",
                Example.authorization("range;x-amz-content-sha256;x-amz-date", SIGNATURE)));

    assertThat(refused.reason()).isEqualTo(RefusalReason.HEADERS_NOT_SIGNED);
    assertThat(refused.details()).containsEntry("HeadersNotSigned", "host");
  }

  @Test
  void refusesASessionToken() {
    RequestHead head =
        Example.getObjectWith(
            "Authorization", Example.authorization(SIGNED + ";x-amz-security-token", SIGNATURE));
    ((HeaderList) head.headers()).add("x-amz-security-token", "a-token");

    Refused refused = Example.refused(head);

    assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_TOKEN);
    assertThat(refused.toString()).doesNotContain("a-token");
  }

  @Test
  void refusesAnUnknownAccessKey() {
    Refused refused =
        Example.refused(
            Example.getObjectWith(
                "Authorization",
                Example.authorization(SIGNED, SIGNATURE).replace("AKIAIOS", "AKIAXXX")));

    assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_ACCESS_KEY_ID);
    assertThat(refused.details()).containsOnlyKeys("AWSAccessKeyId");
    assertThat(refused.details()).containsEntry("AWSAccessKeyId", "AKIAXXXFODNN7EXAMPLE");
  }

  @Test
  void showsWhatWasSignedWhenTheSignatureDiffers() {
    Refused refused = Example.refused(Example.getObjectWith("Range", "bytes=0-8"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
    assertThat(refused.details().keySet())
        .containsExactly("AWSAccessKeyId", "StringToSign", "SignatureProvided", "CanonicalRequest");
    assertThat(refused.details())
        .containsEntry("AWSAccessKeyId", Example.ACCESS_KEY_ID)
        .containsEntry("SignatureProvided", SIGNATURE)
        .containsEntry(
            "CanonicalRequest",
            "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-8\n"
                + "x-amz-content-sha256:"
                + Example.EMPTY_SHA256
                + "\nx-amz-date:20130524T000000Z\n\n"
                + SIGNED
                + "\n"
                + Example.EMPTY_SHA256);
    assertThat(refused.details().get("StringToSign"))
        .startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n")
        .hasSize(133);
    assertThat(refused.toString()).doesNotContain(Example.SECRET);
  }

  @Test
  void neverShowsACustomersKey() {
    String names =
        SIGNED.replace(
                "x-amz-date", "x-amz-copy-source-server-side-encryption-customer-key;x-amz-date")
            + ";x-amz-server-side-encryption-customer-key";
    RequestHead head =
        Example.getObjectWith("Authorization", Example.authorization(names, SIGNATURE));
    ((HeaderList) head.headers())
        .add("x-amz-copy-source-server-side-encryption-customer-key", "b3RoZXI=")
        .add("x-amz-server-side-encryption-customer-key", "c2VjcmV0");

    Refused refused = Example.refused(head);

    assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
    assertThat(refused.toString())
        .contains("x-amz-server-side-encryption-customer-key:[redacted]\n")
        .doesNotContain("b3RoZXI")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void refusesAMissingPayloadHash() {
    Refused refused = Example.refused(Example.getObjectWithout("x-amz-content-sha256"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.MISSING_CONTENT_SHA256);
    assertThat(refused.message())
        .isEqualTo("Missing required header for this request: x-amz-content-sha256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unsigned-payload",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
        "STREAMING-UNSIGNED-PAYLOAD",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"
      })
  void refusesAPayloadFormThatIsNotKnown(String value) {
    Refused refused = Example.refused(Example.getObjectWith("x-amz-content-sha256", value));

    assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_CONTENT_SHA256);
    assertThat(refused.message())
        .startsWith("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ")
        .endsWith(" or a valid sha256 value.");
    assertThat(refused.details())
        .containsEntry("ArgumentName", "x-amz-content-sha256")
        .containsEntry("ArgumentValue", value);
  }

  @Test
  void refusesTwoPayloadHashes() {
    RequestHead head = Example.getObject();
    ((HeaderList) head.headers()).add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

    assertThat(Example.refused(head).reason()).isEqualTo(RefusalReason.INVALID_CONTENT_SHA256);
  }
}
