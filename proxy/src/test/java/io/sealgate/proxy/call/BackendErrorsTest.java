package io.sealgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Principal;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendHead;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a client's request must not look like trouble that passes. */
final class BackendErrorsTest {

  private static final Principal CLIENT = new Principal("app", "123456789012", "AKIAAPP");
  private static final String NAME = "The storage behind this server does not take such a key.";

  @ParameterizedTest
  @CsvSource({
    "BadRequest, Tags cannot be more than 10, BadRequest, Tags cannot be more than 10",
    "InvalidArgument, Invalid version id specified, InvalidArgument, Invalid version id specified",
    "XMinioInvalidObjectName, any, InvalidArgument, " + NAME,
    "XMinioInvalidResourceName, any, InvalidArgument, " + NAME,
    "SomethingNew, It is not so., InvalidRequest, It is not so.",
    "SomethingNew, '', InvalidRequest, Invalid Request",
    "InvalidPartOrder, any, InvalidPartOrder, The list of parts was not in ascending order. "
  })
  void tellsTheClientWhatItDidWrong(String code, String message, String shown, String text) {
    assertThat(BackendErrors.of(answer(400, code, message)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(shown);
              assertThat(refused.error().status()).isEqualTo(400);
              assertThat(refused.getMessage()).startsWith(text);
            });
  }

  @Test
  void passesOnThatAVersioningConfigurationIsInvalid() {
    String code = "IllegalVersioningConfigurationException";
    assertThat(BackendErrors.of(answer(400, code, "of Foo")))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error().code()).isEqualTo(code));
  }

  /** So answers a server that was sent half a head, which is no fault of the client's. */
  @Test
  void takesABadRequestThatIsNotOfS3ForItsOwn() {
    for (String body : new String[] {"", "400 Bad Request: missing required Host header"}) {
      assertThat(BackendErrors.of(response(400, new HeaderList(), body)))
          .isInstanceOf(BackendException.class);
    }
    assertThat(BackendErrors.ofHead(head(400, ""))).isInstanceOf(BackendException.class);
  }

  @Test
  void showsNoMessageThatIsNoSentence() {
    for (String message : new String[] {"x".repeat(301), "two\nlines"}) {
      assertThat(BackendErrors.of(answer(400, "SomethingNew", message)))
          .hasMessage("Invalid Request");
    }
  }

  /** The client cannot mend these, and a later try may find them mended. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AuthorizationHeaderMalformed",
        "BadDigest",
        "ExpiredToken",
        "IncompleteBody",
        "InvalidDigest",
        "RequestTimeTooSkewed",
        "RequestTimeout",
        "SignatureDoesNotMatch",
        "XAmzContentChecksumMismatch",
        "XAmzContentSHA256Mismatch"
      })
  void keepsItsOwnTroubleWithTheStoreToItself(String code) {
    assertThat(BackendErrors.of(answer(400, code, "any"))).isInstanceOf(BackendException.class);
    assertThat(BackendErrors.ofHead(head(400, code))).isInstanceOf(BackendException.class);
  }

  @Test
  void takesARefusedHeadForTheVersionThatItNames() {
    for (BackendHead head : new BackendHead[] {head(400, ""), head(400, "InvalidArgument")}) {
      assertThat(BackendErrors.ofHead(head, access("abc")))
          .hasMessage("Invalid version id specified")
          .isInstanceOfSatisfying(
              S3Exception.class,
              refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_ARGUMENT));
    }
    assertThat(BackendErrors.ofHead(head(400, "InvalidArgument"), access(null)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_REQUEST));
  }

  @Test
  void knowsAnImpossibleKeyByMinIosHeader() {
    assertThat(BackendErrors.ofHead(head(400, "XMinioInvalidObjectName"), access("abc")))
        .hasMessage(NAME);
  }

  @Test
  void staysUnavailableWhileTheStoreFails() {
    assertThat(BackendErrors.of(answer(500, "InternalError", "any")))
        .isInstanceOf(BackendException.class);
    assertThat(BackendErrors.ofHead(head(500, ""))).isInstanceOf(BackendException.class);
  }

  private static ObjectAccess access(@Nullable String versionId) {
    return new ObjectAccess("box", "k", versionId, CLIENT, true);
  }

  private static BackendHead head(int status, String code) {
    HeaderList headers = new HeaderList();
    if (!code.isEmpty()) {
      headers.add("X-Minio-Error-Code", code);
    }
    return response(status, headers, "").head();
  }

  private static BackendResponse answer(int status, String code, String message) {
    String document = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    return response(status, new HeaderList(), document);
  }

  private static BackendResponse response(int status, HeaderList headers, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    return new BackendResponse(new BackendHead(status, headers, body.length), body);
  }
}
