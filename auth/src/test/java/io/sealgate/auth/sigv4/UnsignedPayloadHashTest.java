package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import io.sealgate.auth.sigv4.Verification.Verified;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code x-amz-content-sha256} that is not among the signed headers, as some clients send it. Its
 * value is signed all the same, as the last line of the canonical request.
 */
final class UnsignedPayloadHashTest {

  private static final String NAME = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final String STREAMING = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String[] FORMS = {
    UNSIGNED,
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    STREAMING,
    STREAMING + "-TRAILER",
    Example.EMPTY_SHA256,
    "0".repeat(64)
  };

  @Test
  void takesItForThePayloadLine() {
    for (String form : FORMS) {
      assertForm(form, verify(byHeader(form, form)));
    }
  }

  @Test
  void refusesEveryOtherValueThanTheSignedOne() {
    for (String signed : FORMS) {
      for (String sent : FORMS) {
        if (!signed.equals(sent)) {
          assertThat(reason(byHeader(signed, sent)))
              .as("%s for %s", sent, signed)
              .isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unsigned-payload", "UNSIGNED-PAYLOAD,UNSIGNED-PAYLOAD"})
  void refusesAFormThatIsNotKnownEvenIfItIsSigned(String form) {
    assertThat(reason(byHeader(form, form))).isEqualTo(RefusalReason.INVALID_CONTENT_SHA256);
  }

  @Test
  void refusesItTwice() {
    for (String second : new String[] {UNSIGNED, STREAMING}) {
      RequestHead head = Example.add(byHeader(UNSIGNED, UNSIGNED), "X-Amz-Content-SHA256", second);

      assertThat(reason(head)).isEqualTo(RefusalReason.INVALID_CONTENT_SHA256);
    }
  }

  @Test
  void cannotBeLeftOut() {
    assertThat(reason(byHeader(UNSIGNED, null))).isEqualTo(RefusalReason.MISSING_CONTENT_SHA256);
  }

  @Test
  void toleratesNoOtherHeader() {
    RequestHead head = Example.add(byHeader(UNSIGNED, UNSIGNED), "x-amz-acl", "public-read");

    Refused refused = Example.refused(head);

    assertThat(refused.reason()).isEqualTo(RefusalReason.HEADERS_NOT_SIGNED);
    assertThat(refused.details()).containsEntry("HeadersNotSigned", "x-amz-acl");
  }

  @Test
  void acceptsItWithAPresignedUrlOnlyWhereItSaysTheSame() {
    for (String query : new String[] {"", UNSIGNED, Example.EMPTY_SHA256, STREAMING}) {
      String line = query.isEmpty() ? UNSIGNED : query;
      assertForm(line, verify(presigned(query)));
      for (String sent : FORMS) {
        RequestHead head = Example.add(presigned(query), NAME, sent);
        if (sent.equals(line)) {
          assertForm(line, verify(head));
        } else {
          assertNotSigned(head);
        }
      }
    }
    assertNotSigned(Example.add(presigned(""), NAME, "unsigned-payload"));
    assertNotSigned(
        Example.add(Example.add(presigned(""), NAME, UNSIGNED), "X-Amz-Content-Sha256", UNSIGNED));
  }

  /** The body's own hash is the line there, so that nothing would bind the header. */
  @Test
  void isRefusedWhereTheBodyIsAtHand() {
    RequestHead head = byHeader(Example.EMPTY_SHA256, Example.EMPTY_SHA256);
    SignedService general = SignedService.general(Example.S3.name(), Example.S3.region());
    for (SignedService service : new SignedService[] {Example.S3, general}) {
      Verification verification = Example.verifier(service).verify(head, new byte[32]);

      assertThat(((Refused) verification).reason()).isEqualTo(RefusalReason.HEADERS_NOT_SIGNED);
    }
  }

  private static void assertForm(String form, Verification verification) {
    assertThat(verification).as(form).isInstanceOf(Verified.class);
    switch (((Verified) verification).payload()) {
      case PayloadIntegrity.Unsigned _ -> assertThat(form).isEqualTo(UNSIGNED);
      case PayloadIntegrity.UnsignedTrailer _ ->
          assertThat(form).isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
      case PayloadIntegrity.SignedChunks chunks ->
          assertThat(form).isEqualTo(chunks.trailer() ? STREAMING + "-TRAILER" : STREAMING);
      case PayloadIntegrity.Sha256 hash -> assertThat(form).isEqualTo(hash.hex());
    }
  }

  private static void assertNotSigned(RequestHead head) {
    Refused refused = Example.refused(head);
    assertThat(refused.reason()).isEqualTo(RefusalReason.HEADERS_NOT_SIGNED);
    assertThat(refused.message())
        .isEqualTo("There were headers present in the request which were not signed");
    assertThat(refused.details()).containsEntry("HeadersNotSigned", NAME);
  }

  private static RefusalReason reason(RequestHead head) {
    return Example.refused(head).reason();
  }

  private static Verification verify(RequestHead head) {
    return Example.verifier(Example.S3).verify(head);
  }

  /** A PUT that is signed with one payload line and sent with another header, or none. */
  private static RequestHead byHeader(String signed, @Nullable String sent) {
    String list = "host;x-amz-date";
    String signature =
        sign("PUT\n/b/k\n\nhost:h\nx-amz-date:" + Example.DATE + "\n\n" + list + "\n" + signed);
    HeaderList headers =
        HeaderList.of(
            "Host",
            "h",
            "x-amz-date",
            Example.DATE,
            "Authorization",
            Example.authorization(list, signature));
    if (sent != null) {
      headers.add(NAME, sent);
    }
    return new RequestHead("PUT", "/b/k", "", headers);
  }

  /** A presigned PUT whose query names that payload line, or none. */
  private static RequestHead presigned(String payload) {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + (payload.isEmpty() ? "" : "&X-Amz-Content-Sha256=" + payload)
            + "&X-Amz-Credential="
            + Example.SCOPE.replace("/", "%2F")
            + "&X-Amz-Date="
            + Example.DATE
            + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host";
    String line = payload.isEmpty() ? UNSIGNED : payload;
    String signature = sign("PUT\n/b/k\n" + query + "\nhost:h\n\nhost\n" + line);
    return new RequestHead(
        "PUT", "/b/k", query + "&X-Amz-Signature=" + signature, HeaderList.of("Host", "h"));
  }

  private static String sign(String canonical) {
    SigningKey key = SigningKey.derive(Example.CREDENTIALS, "20130524", Example.S3);
    ByteText toSign =
        StringToSign.of(
            new AmzDate(Example.DATE, Example.NOW.getEpochSecond()),
            key.scope(),
            new ByteText(16).append(canonical));
    return Hex.of(key.sign(toSign.array(), toSign.lengthBytes()));
  }
}
