package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to be refused by a presigned URL, worded as AWS words it. */
final class PresignedRefusalsTest {

  @Test
  void expiresWhenItSays() {
    assertThat(at("2013-05-25T00:00:00Z")).isInstanceOf(Verified.class);

    Refused expired = (Refused) at("2013-05-25T00:00:01Z");
    assertThat(expired.reason()).isEqualTo(RefusalReason.EXPIRED_PRESIGN);
    assertThat(expired.message()).isEqualTo("Request has expired");
    assertThat(expired.details())
        .containsEntry("X-Amz-Expires", "86400")
        .containsEntry("Expires", "2013-05-25T00:00:00Z")
        .containsEntry("ServerTime", "2013-05-25T00:00:01Z");
  }

  @Test
  void isNotGoodBeforeItsTime() {
    assertThat(at("2013-05-23T23:45:00Z")).isInstanceOf(Verified.class);

    Refused early = (Refused) at("2013-05-23T23:44:59Z");
    assertThat(early.reason()).isEqualTo(RefusalReason.PRESIGN_NOT_YET_VALID);
    assertThat(early.message()).isEqualTo("Request is not valid yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "604801 | X-Amz-Expires must be less than a week",
        "99999999999999999999999999 | X-Amz-Expires must be less than a week",
        "-1 | X-Amz-Expires must be non-negative",
        "0 | X-Amz-Expires must be at least one second",
        "1.5 | X-Amz-Expires should be a number",
        "%2B60 | X-Amz-Expires should be a number"
      })
  void refusesToBeGoodForTooLong(String expires, String message) {
    Refused refused = Example.refused(query("X-Amz-Expires=86400", "X-Amz-Expires=" + expires));

    assertThat(refused.reason()).isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    assertThat(refused.message()).startsWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature"
      })
  void needsEveryParameterOnce(String name) {
    assertThat(Example.refused(query(name + "=", "other=")).message())
        .startsWith("Query-string authentication version 4 requires the X-Amz-Algorithm, ");
    assertThat(Example.refused(query(name + "=", name + "=&" + name + "=")).reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    assertThat(
            Example.refused(query("X-Amz-Date=", name.replace("-", "%2d") + "=1&X-Amz-Date="))
                .reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east-1 | eu-west-1 | the region 'eu-west-1' is wrong; expecting 'us-east-1'",
        "%2Fs3%2F | %2Fkms%2F | incorrect service \"kms\". This endpoint belongs to \"s3\".",
        "%2F20130524 | %2F20130523 | Invalid credential date \"20130523\". This date is not the same as X-Amz-Date: \"20130524\".",
        "%2Faws4_request | %2Faws4 | incorrect terminal \"aws4\". This endpoint uses \"aws4_request\"."
      })
  void refusesAnotherScope(String part, String other, String what) {
    Refused refused = Example.refused(query(part, other));

    assertThat(refused.reason()).isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
    assertThat(refused.message())
        .isEqualTo("Error parsing the X-Amz-Credential parameter; " + what);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Amz-Date=20130524T000000Z, X-Amz-Date=20130524",
    "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F, X-Amz-Credential=",
    "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=host%3Bhost"
  })
  void refusesParametersThatCannotBeRead(String part, String other) {
    assertThat(Example.refused(query(part, other)).reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Region-Set=*&X-Amz-Signature=00",
        "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1369440000&Signature=frJIUN8DYpKDtOLCwo",
        "Signature=frJIUN8DYpKDtOLCwo"
      })
  void refusesEveryOtherAlgorithm(String query) {
    assertThat(Example.refused(Example.head("GET", "/test.txt", query, "Host", "h")).reason())
        .isEqualTo(RefusalReason.UNSUPPORTED_ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Example.PRESIGNED_QUERY,
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Signature",
        "x=1&%58-Amz-Credential=",
        "Signature=frJIUN8DYpKDtOLCwo",
        "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE"
      })
  void refusesHeaderAndQueryTogether(String query) {
    RequestHead get = Example.getObject();

    Refused refused =
        Example.refused(new RequestHead(get.method(), get.rawPath(), query, get.headers()));

    assertThat(refused.reason()).isEqualTo(RefusalReason.ONLY_ONE_AUTH_MECHANISM);
    assertThat(refused.message()).startsWith("Only one auth mechanism allowed; ");
    assertThat(refused.details()).containsEntry("ArgumentName", "Authorization");
  }

  @Test
  void refusesHeadersThatAreNotSigned() {
    RequestHead head = Example.presignedGet();
    ((HeaderList) head.headers()).add("x-amz-server-side-encryption-customer-algorithm", "AES256");

    assertThat(Example.refused(head).details())
        .containsEntry("HeadersNotSigned", "x-amz-server-side-encryption-customer-algorithm");
    assertThat(
            Example.refused(query("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=range"))
                .details())
        .containsEntry("HeadersNotSigned", "host");
  }

  @Test
  void refusesASessionToken() {
    Refused refused = Example.refused(query("X-Amz-Date", "X-Amz-Security-Token=t0ken&X-Amz-Date"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_TOKEN);
    assertThat(refused.toString()).doesNotContain("t0ken");
  }

  @Test
  void refusesAPayloadFormThatIsNotKnown() {
    assertThat(
            Example.refused(query("X-Amz-Date", "X-Amz-Content-Sha256=none&X-Amz-Date")).reason())
        .isEqualTo(RefusalReason.INVALID_CONTENT_SHA256);
  }

  @Test
  void readsThePayloadFormFromTheQueryButOnlyWhenItIsSigned() {
    for (String name : new String[] {"X-Amz-Content-Sha256", "X-Amz-Content-SHA256"}) {
      Refused refused =
          Example.refused(query("X-Amz-Date", name + "=" + Example.EMPTY_SHA256 + "&X-Amz-Date"));

      assertThat(refused.reason()).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
      assertThat(refused.details().get("CanonicalRequest")).endsWith("\n" + Example.EMPTY_SHA256);
    }
  }

  @Test
  void refusesAnUnknownAccessKey() {
    assertThat(Example.refused(query("AKIAIOS", "AKIAXXX")).reason())
        .isEqualTo(RefusalReason.INVALID_ACCESS_KEY_ID);
  }

  private static RequestHead query(String part, String other) {
    RequestHead head = Example.presignedGet();
    assertThat(head.rawQuery()).contains(part);
    return new RequestHead(
        head.method(), head.rawPath(), head.rawQuery().replace(part, other), head.headers());
  }

  private static Verification at(String now) {
    return Example.verifierAt(Example.S3, Instant.parse(now)).verify(Example.presignedGet());
  }
}
