package io.sealgate.auth.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.CredentialStore;
import io.sealgate.auth.Credentials;
import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Identity;
import io.sealgate.auth.RequestHead;
import io.sealgate.auth.sigv4.Verification.Refused;
import io.sealgate.auth.sigv4.Verification.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holes that other gateways' signature checks have had. */
final class PeerDefectsTest {

  /** A leaked signing key is good for its day only: its date must be the request's. */
  @Test
  void refusesYesterdaysSigningKeyOnTodaysRequest() {
    SigningKey yesterdays = SigningKey.derive(Example.CREDENTIALS, "20130523", Example.S3);
    HeaderList headers =
        HeaderList.of(
            "Host", "h", "x-amz-content-sha256", "UNSIGNED-PAYLOAD", "x-amz-date", Example.DATE);
    String list = "host;x-amz-content-sha256;x-amz-date";
    ByteText canonical =
        new ByteText(16)
            .append("GET\n/\n\nhost:h\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:")
            .append(Example.DATE + "\n\n" + list + "\nUNSIGNED-PAYLOAD");
    ByteText toSign =
        StringToSign.of(
            new AmzDate(Example.DATE, Example.NOW.getEpochSecond()), yesterdays.scope(), canonical);
    String signature = Hex.of(yesterdays.sign(toSign.array(), toSign.lengthBytes()));
    headers.add(
        "Authorization",
        Example.authorization(list, signature).replace("/20130524/", "/20130523/"));

    Verification verification =
        Example.verifier(Example.S3).verify(new RequestHead("GET", "/", "", headers));

    assertThat(verification).isInstanceOf(Refused.class);
    assertThat(((Refused) verification).reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_HEADER_MALFORMED);
  }

  /** CVE-2026-40344: streaming with an unsigned trailer was let in without a signature check. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
      })
  void checksTheSignatureWhateverThePayloadForm(String payload) {
    String signature = "0".repeat(64);
    RequestHead byHeader =
        Example.head(
            "PUT",
            "/bucket/key",
            "",
            "Host",
            "h",
            "x-amz-date",
            Example.DATE,
            "x-amz-content-sha256",
            payload,
            "Authorization",
            Example.authorization("host;x-amz-content-sha256;x-amz-date", signature));
    RequestHead byQuery =
        Example.head(
            "PUT",
            "/bucket/key",
            Example.PRESIGNED_QUERY.replace(
                "SignedHeaders=host", "SignedHeaders=host%3Bx-amz-content-sha256"),
            "Host",
            "h",
            "x-amz-content-sha256",
            payload);
    RequestHead credentialOnly =
        Example.head(
            "PUT",
            "/bucket/key",
            "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request",
            "Host",
            "h",
            "x-amz-content-sha256",
            payload);

    assertThat(reason(byHeader)).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
    assertThat(reason(byQuery)).isEqualTo(RefusalReason.SIGNATURE_DOES_NOT_MATCH);
    assertThat(reason(credentialOnly))
        .isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  /** A cached signing key must not outlive the secret that it came from. */
  @Test
  void forgetsAnOldSecretAtOnce() {
    AtomicReference<Credentials> current = new AtomicReference<>(Example.CREDENTIALS);
    CredentialStore store = id -> new Identity(current.get(), Example.PRINCIPAL);
    SigV4Verifier verifier = new SigV4Verifier(store, Example.S3, InstantSource.fixed(Example.NOW));
    assertThat(verifier.verify(Example.getObject())).isInstanceOf(Verified.class);

    current.set(Example.credentials("another secret"));

    assertThat(verifier.verify(Example.getObject())).isInstanceOf(Refused.class);
  }

  /** The stand-in for unknown access keys is nobody: signing with its secret opens nothing. */
  @Test
  void letsNobodyInUnderAnUnknownAccessKey() {
    SigV4Verifier verifier =
        new SigV4Verifier(
            CredentialStore.of(List.of()), Example.S3, InstantSource.fixed(Example.NOW));

    for (RequestHead head : List.of(Example.getObject(), Example.presignedGet())) {
      assertThat(((Refused) verifier.verify(head)).reason())
          .isEqualTo(RefusalReason.INVALID_ACCESS_KEY_ID);
    }
  }

  /** Requests name days, but only known keys' and recent ones fill the cache, and it is bounded. */
  @Test
  void cachesABoundedNumberOfSigningKeys() {
    SigningKeyCache cache = new SigningKeyCache(Example.S3, 100);
    for (int day = 0; day < 1_000; day++) {
      String text = AmzDate.of(day * 86_400L).day();
      SigningKey key = cache.get(Example.CREDENTIALS, text);
      assertThat(cache.get(Example.CREDENTIALS, text)).isSameAs(key);
      assertThat(key.scope()).isEqualTo(text + "/us-east-1/s3/aws4_request");
      assertThat(cache.size()).isLessThanOrEqualTo(100);
    }
  }

  /** A presigned URL was good for ever where the limit of a week was not checked. */
  @Test
  void refusesAPresignedUrlThatIsGoodForMoreThanAWeek() {
    RequestHead head = Example.presignedGet();
    String query = head.rawQuery().replace("Expires=86400", "Expires=604801");

    Verification verification =
        Example.verifierAt(Example.S3, Instant.parse("2013-05-24T00:00:01Z"))
            .verify(new RequestHead(head.method(), head.rawPath(), query, head.headers()));

    assertThat(((Refused) verification).reason())
        .isEqualTo(RefusalReason.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
  }

  private static RefusalReason reason(RequestHead head) {
    return Example.refused(head).reason();
  }
}
