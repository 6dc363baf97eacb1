package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to be refused by a signature in the Authorization header, worded as AWS words it. */
final class HeaderRefusalsTest {

  private static final String SIGNED = "host;range;x-amz-content-sha256;x-amz-date";
  private static final String SIGNATURE =
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

  @Test
  void refusesAnAnonymousRequest() {
    Refused refused = Example.refused(Example.head("GET", "/test.txt", "", "Host", "h"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.MISSING_AUTHENTICATION_TOKEN);
    assertThat(refused.message()).isEqualTo("Access Denied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=",
        "AWS4-ECDSA-P256-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/s3/aws4_request, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256-PAYLOAD Credential=a/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00",
        "aws4-hmac-sha256 Credential=a/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00",
        "Basic dXNlcjpwYXNz",
        "Bearer token",
        ""
      })
  void refusesEveryOtherAlgorithm(String authorization) {
    Refused refused = Example.refused(Example.getObjectWith("Authorization", authorization));

    assertThat(refused.reason()).isEqualTo(RefusalReason.UNSUPPORTED_ALGORITHM);
    assertThat(refused.message())
        .isEqualTo(
            "The authorization mechanism you have provided is not supported. Please use"
                + " AWS4-HMAC-SHA256.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=S, Signature=00",
        "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host, Signature=",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host, Signature=00, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, Credential=S, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host, Signature=00, Extra=1",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host;;range, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=range;host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=host;host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=S, SignedHeaders=Host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=00"
      })
  void refusesAHeaderThatCannotBeRead(String authorization) {
    Refused refused =
        Example.refused(
            Example.getObjectWith(
                "Authorization", authorization.replace("=S,", "=" + Example.SCOPE + ",")));

    assertThat(refused.reason()).isEqualTo(RefusalReason.AUTHORIZATION_HEADER_MALFORMED);
    assertThat(refused.message()).startsWith("The authorization header is malformed; ");
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    RequestHead head = Example.getObject();
    ((HeaderList) head.headers()).add("authorization", Example.authorization(SIGNED, SIGNATURE));

    assertThat(Example.refused(head).reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_HEADER_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AKIAIOSFODNN7EXAMPLE/20130524/eu-west-1/s3/aws4_request | the region 'eu-west-1' is wrong; expecting 'us-east-1'",
        "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/kms/aws4_request | incorrect service \"kms\". This endpoint belongs to \"s3\".",
        "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws5_request | incorrect terminal \"aws5_request\". This endpoint uses \"aws4_request\".",
        "AKIAIOSFODNN7EXAMPLE/2013-05-24/us-east-1/s3/aws4_request | incorrect date format \"2013-05-24\". This date in the credential must be in the format \"yyyyMMdd\".",
        "AKIAIOSFODNN7EXAMPLE/20130523/us-east-1/s3/aws4_request | Invalid credential date \"20130523\". This date is not the same as X-Amz-Date: \"20130524\"."
      })
  void refusesAnotherScope(String credential, String what) {
    Refused refused =
        Example.refused(
            Example.getObjectWith(
                "Authorization",
                Example.authorization(SIGNED, SIGNATURE).replace(Example.SCOPE, credential)));

    assertThat(refused.reason()).isEqualTo(RefusalReason.AUTHORIZATION_HEADER_MALFORMED);
    assertThat(refused.message()).isEqualTo("The authorization header is malformed; " + what);
  }

  @Test
  void namesTheRegionThatItExpects() {
    String elsewhere = Example.authorization(SIGNED, SIGNATURE).replace("us-east-1", "eu-west-1");

    assertThat(Example.refused(Example.getObjectWith("Authorization", elsewhere)).details())
        .containsEntry("Region", "us-east-1");
  }

  @Test
  void toleratesFifteenMinutesOfSkewAndNoMore() {
    Duration limit = Duration.ofMinutes(15);
    assertThat(at(limit)).isInstanceOf(Verified.class);
    assertThat(at(limit.negated())).isInstanceOf(Verified.class);

    Refused late = (Refused) at(limit.plusSeconds(1));
    assertThat(late.reason()).isEqualTo(RefusalReason.REQUEST_TIME_TOO_SKEWED);
    assertThat(late.details())
        .containsEntry("RequestTime", "20130524T000000Z")
        .containsEntry("ServerTime", "2013-05-24T00:15:01Z")
        .containsEntry("MaxAllowedSkewMilliseconds", "900000");
    assertThat(((Refused) at(limit.plusSeconds(1).negated())).reason())
        .isEqualTo(RefusalReason.REQUEST_TIME_TOO_SKEWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20130524",
        "20130524T000000",
        "20130524T000000z",
        "20130524 000000Z",
        "20130532T000000Z",
        "20130524T240000Z",
        "20130524T006000Z",
        "20130524T000060Z",
        "2013052aT000000Z",
        "Fri, 24 May 2013 00:00:00 GMT"
      })
  void refusesADateThatIsNone(String date) {
    assertThat(Example.refused(Example.getObjectWith("x-amz-date", date)).reason())
        .isEqualTo(RefusalReason.MISSING_DATE);
  }

  @Test
  void refusesARequestWithoutDateAndOneWithTwo() {
    assertThat(Example.refused(Example.getObjectWithout("x-amz-date")).reason())
        .isEqualTo(RefusalReason.MISSING_DATE);

    RequestHead two = Example.getObject();
    ((HeaderList) two.headers()).add("x-amz-date", Example.DATE);
    assertThat(Example.refused(two).reason()).isEqualTo(RefusalReason.MISSING_DATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fri, 24 May 2013 00:00:00 GMT", "20130524T000000Z"})
  void takesTheDateHeaderWhenThereIsNoOther(String date) {
    RequestHead dated = Example.add(Example.getObjectWithout("x-amz-date"), "Date", date);

    // The list of signed headers still names x-amz-date, so the signature differs; the date is
    // fine.
    assertThat(Example.refused(dated).reason()).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
    assertThat(Example.refused(dated).details().get("StringToSign"))
        .startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n");
  }

  @Test
  void asksForTheBodyOfRequestsToOtherServices() {
    SigV4Verifier kms = Example.verifier(Example.KMS);

    assertThatThrownBy(() -> kms.verify(Example.getObject()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kms.verify(Example.getObject(), new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Verification at(Duration offset) {
    return Example.verifierAt(Example.S3, Example.NOW.plus(offset)).verify(Example.getObject());
  }
}
