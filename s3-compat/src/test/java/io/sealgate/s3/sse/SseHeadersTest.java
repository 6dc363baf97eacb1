package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.auth.Headers;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.sse.RequestedEncryption.Kms;
import io.sealgate.s3.sse.RequestedEncryption.None;
import io.sealgate.s3.sse.RequestedEncryption.S3Managed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of AWS's refusals of encryption headers, and what is accepted. */
final class SseHeadersTest {

  private static final String SSE = "x-amz-server-side-encryption";
  private static final String KEY_ID = "x-amz-server-side-encryption-aws-kms-key-id";
  private static final String CONTEXT = "x-amz-server-side-encryption-context";
  private static final String BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";

  private static final SseHeaders READER = new SseHeaders(false);

  private static final Refusal REQUIRES_KMS =
      new Refusal(
          "InvalidArgument",
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms",
          Map.of("ArgumentName", SSE));

  private static final Refusal KMS_OVER_HTTP =
      new Refusal(
          "InvalidArgument",
          "Requests specifying Server Side Encryption with AWS KMS managed keys must be made over a"
              + " secure connection.",
          Map.of());

  @Test
  void asksForNothingWithoutHeaders() {
    assertThat(write()).isEqualTo(new None(null));
    assertThat(READER.ofRead(new HeaderList(), false)).isEmpty();
    assertThat(READER.ofPart(new HeaderList(), false)).isEmpty();
    assertThat(READER.ofCopySource(new HeaderList(), false)).isEmpty();
  }

  @Test
  void readsEveryMode() {
    assertThat(write(SSE, "AES256")).isEqualTo(new S3Managed());
    assertThat(write(SSE, "aws:kms")).isEqualTo(new Kms(null, ClientContext.NONE, null, false));
    assertThat(write(SSE, "aws:kms", KEY_ID, "alias/a", BUCKET_KEY, "true"))
        .isEqualTo(new Kms("alias/a", ClientContext.NONE, true, false));
    assertThat(write(SSE, "aws:kms", BUCKET_KEY, "False"))
        .isEqualTo(new Kms(null, ClientContext.NONE, false, false));
    assertThat(write(SSE, "aws:kms:dsse", KEY_ID, "k"))
        .isEqualTo(new Kms("k", ClientContext.NONE, null, true));
    assertThat(write(SSE, "aws:kms", CONTEXT, base64("{\"team\":\"a\"}")))
        .isInstanceOfSatisfying(
            Kms.class, kms -> assertThat(kms.context().pairs()).isEqualTo(Map.of("team", "a")));
  }

  @Test
  void acceptsABucketKeyWithTwoLayersAndWithADefault() {
    assertThat(write(SSE, "aws:kms:dsse", BUCKET_KEY, "true"))
        .isEqualTo(new Kms(null, ClientContext.NONE, true, true));
    assertThat(write(BUCKET_KEY, "true")).isEqualTo(new None(true));
    assertThat(write(SSE, "AES256", BUCKET_KEY, "true")).isEqualTo(new S3Managed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", "", "nonsense"})
  void refusesAModeOnReadsAndParts(String mode) {
    Refusal refusal =
        new Refusal(
            "InvalidArgument",
            "x-amz-server-side-encryption header is not supported for this operation.",
            Map.of("ArgumentName", SSE, "ArgumentValue", mode));

    forEachUseWithoutMode((name, use) -> {
      assertThat(Refusal.of(() -> use.accept(HeaderList.of(SSE, mode), true)))
          .as(name)
          .isEqualTo(refusal);
      HeaderList withKey = CustomerKeyHeadersTest.trio().add(SSE, mode);
      assertThat(Refusal.of(() -> use.accept(withKey, true))).as(name).isEqualTo(refusal);
    });
  }

  @Test
  void refusesAKeyIdWithoutAMode() {
    Headers headers = HeaderList.of(KEY_ID, "alias/a");

    assertThat(Refusal.of(() -> READER.ofWrite(headers, true))).isEqualTo(REQUIRES_KMS);
    forEachUseWithoutMode((name, use) ->
        assertThat(Refusal.of(() -> use.accept(headers, true))).as(name).isEqualTo(REQUIRES_KMS));
    assertThat(Refusal.of(() -> write(CONTEXT, base64("{}")))).isEqualTo(REQUIRES_KMS);
  }

  @Test
  void refusesOtherKmsHeadersOnReadsAndParts() {
    for (String header : List.of(CONTEXT, BUCKET_KEY)) {
      forEachUseWithoutMode((name, use) ->
          assertThat(Refusal.of(() -> use.accept(HeaderList.of(header, "true"), true)))
              .as(name)
              .isEqualTo(
                  new Refusal(
                      "InvalidArgument",
                      header + " header is not supported for this operation.",
                      Map.of("ArgumentName", header, "ArgumentValue", "true"))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AES", "aes256", "aes:kms", "AWS:KMS", "aws:fsx", "aws:backup", " "})
  void refusesAnUnknownMode(String mode) {
    assertThat(Refusal.of(() -> write(SSE, mode)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "The encryption method specified is not supported",
                Map.of("ArgumentName", SSE, "ArgumentValue", mode)));
  }

  @Test
  void refusesAKeyIdOrContextWithTheServiceKey() {
    assertThat(Refusal.of(() -> write(SSE, "AES256", KEY_ID, "k"))).isEqualTo(REQUIRES_KMS);
    assertThat(Refusal.of(() -> write(SSE, "AES256", CONTEXT, base64("{}"))))
        .isEqualTo(REQUIRES_KMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", "nonsense", ""})
  void refusesAModeWithACustomerKey(String mode) {
    Refusal refusal =
        new Refusal(
            "InvalidArgument",
            "Server Side Encryption with Customer provided key is incompatible with the encryption"
                + " method specified",
            Map.of("ArgumentName", SSE, "ArgumentValue", mode));

    assertThat(Refusal.of(() -> READER.ofWrite(CustomerKeyHeadersTest.trio().add(SSE, mode), true)))
        .isEqualTo(refusal);
  }

  @Test
  void refusesAnEmptyKeyId() {
    assertThat(Refusal.of(() -> write(SSE, "aws:kms", KEY_ID, "")))
        .isEqualTo(new Refusal("KMS.NotFoundException", "Invalid keyId ''", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", "truee"})
  void refusesABucketKeyThatIsNoBoolean(String value) {
    for (String mode : List.of("AES256", "aws:kms", "aws:kms:dsse")) {
      assertThat(Refusal.of(() -> write(SSE, mode, BUCKET_KEY, value)).details())
          .isEqualTo(Map.of("ArgumentName", BUCKET_KEY, "ArgumentValue", value));
    }
    assertThat(Refusal.of(() -> write(BUCKET_KEY, value)).code()).isEqualTo("InvalidArgument");
  }

  @Test
  void refusesKmsModesOverPlainHttpWhereThatIsConfigured() {
    SseHeaders strict = new SseHeaders(true);

    for (String mode : List.of("aws:kms", "aws:kms:dsse")) {
      Headers headers = HeaderList.of(SSE, mode, CONTEXT, "not even base64");
      assertThat(Refusal.of(() -> strict.ofWrite(headers, false))).isEqualTo(KMS_OVER_HTTP);
      assertThat(strict.ofWrite(HeaderList.of(SSE, mode), true)).isInstanceOf(Kms.class);
      assertThat(READER.ofWrite(HeaderList.of(SSE, mode), false)).isInstanceOf(Kms.class);
    }
    assertThat(Refusal.of(() -> strict.requireSecureForKms(false))).isEqualTo(KMS_OVER_HTTP);
    strict.requireSecureForKms(true);
    READER.requireSecureForKms(false);
    assertThat(strict.ofWrite(HeaderList.of(SSE, "AES256"), false)).isEqualTo(new S3Managed());
  }

  @Test
  void refusesAHeaderThatIsGivenTwice() {
    assertThat(Refusal.of(() -> write(SSE, "AES256", SSE, "aws:kms")).code())
        .isEqualTo("InvalidArgument");
    assertThat(Refusal.of(() -> write(SSE, "aws:kms", KEY_ID, "a", KEY_ID, "b")).code())
        .isEqualTo("InvalidArgument");
  }

  private static void forEachUseWithoutMode(
      BiConsumer<String, BiConsumer<Headers, Boolean>> check) {
    check.accept("read", READER::ofRead);
    check.accept("part", READER::ofPart);
  }

  private static RequestedEncryption write(String... headers) {
    return READER.ofWrite(HeaderList.of(headers), true);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
