package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers say of encryption: headers, KMS contexts, KMS failures, refusals of reads. */
final class AnswersTest {

  private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/k";

  @Test
  void saysTheModeAndTheFullArnAndTheBucketKeyOnlyWhenOneServed() {
    assertThat(headersOf(new AppliedEncryption.SseS3()))
        .containsExactly(entry("x-amz-server-side-encryption", "AES256"));
    assertThat(headersOf(new AppliedEncryption.SseKms(ARN, false)))
        .containsExactly(
            entry("x-amz-server-side-encryption", "aws:kms"),
            entry("x-amz-server-side-encryption-aws-kms-key-id", ARN));
    assertThat(headersOf(new AppliedEncryption.SseKms(ARN, true)))
        .containsExactly(
            entry("x-amz-server-side-encryption", "aws:kms"),
            entry("x-amz-server-side-encryption-aws-kms-key-id", ARN),
            entry("x-amz-server-side-encryption-bucket-key-enabled", "true"));
    assertThat(headersOf(new AppliedEncryption.DsseKms(ARN)))
        .containsExactly(
            entry("x-amz-server-side-encryption", "aws:kms:dsse"),
            entry("x-amz-server-side-encryption-aws-kms-key-id", ARN));
    assertThat(headersOf(new AppliedEncryption.SseC("bWQ1")))
        .containsExactly(
            entry("x-amz-server-side-encryption-customer-algorithm", "AES256"),
            entry("x-amz-server-side-encryption-customer-key-MD5", "bWQ1"));
    assertThat(headersOf(new AppliedEncryption.SseCWithoutKey()))
        .containsExactly(entry("x-amz-server-side-encryption-customer-algorithm", "AES256"));
    assertThat(headersOf(new AppliedEncryption.Unsealed())).isEmpty();
  }

  @Test
  void bindsDataKeysToTheObjectAndBucketKeysToTheBucket() {
    ClientContext context =
        ClientContext.ofJson("{\"team\":\"a\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(KmsContext.ofObject("photos", "a b/ü", ClientContext.NONE))
        .isEqualTo(Map.of("aws:s3:arn", "arn:aws:s3:::photos/a b/ü"));
    assertThat(KmsContext.ofBucket("photos", ClientContext.NONE))
        .isEqualTo(Map.of("aws:s3:arn", "arn:aws:s3:::photos"));
    assertThat(KmsContext.ofObject("photos", "k", context))
        .isEqualTo(Map.of("team", "a", "aws:s3:arn", "arn:aws:s3:::photos/k"));
    assertThat(KmsContext.ofBucket("photos", context))
        .isEqualTo(Map.of("team", "a", "aws:s3:arn", "arn:aws:s3:::photos"));
  }

  @ParameterizedTest
  @CsvSource({
    "NotFoundException,             KMS.NotFoundException,             400, true",
    "InvalidArnException,           KMS.NotFoundException,             400, true",
    "InvalidAliasNameException,     KMS.NotFoundException,             400, true",
    "DisabledException,             KMS.DisabledException,             400, true",
    "KMSInvalidStateException,      KMS.KMSInvalidStateException,      400, true",
    "InvalidKeyUsageException,      KMS.InvalidKeyUsageException,      400, true",
    "UnsupportedOperationException, KMS.UnsupportedOperationException, 400, true",
    "ValidationException,           InvalidArgument,                   400, true",
    "AccessDeniedException,         AccessDenied,                      403, true",
    "ThrottlingException,           SlowDown,                          503, false",
    "LimitExceededException,        SlowDown,                          503, false",
    "DependencyTimeoutException,    ServiceUnavailable,                503, false",
    "KeyUnavailableException,       ServiceUnavailable,                503, false",
    "KMSInternalException,          ServiceUnavailable,                503, false",
    "InvalidCiphertextException,    InternalError,                     500, false",
    "IncorrectKeyException,         InternalError,                     500, false",
    "MadeUpException,               InternalError,                     500, false",
  })
  void translatesWhatKmsAnswers(String kms, String s3, int status, boolean keepsTheMessage) {
    Refusal refusal = Refusal.of(KmsFailures.answered(kms, "the message"));

    assertThat(refusal.code()).isEqualTo(s3);
    assertThat(KmsFailures.answered(kms, "").error().status()).isEqualTo(status);
    assertThat(refusal.message().equals("the message")).isEqualTo(keepsTheMessage);
  }

  @Test
  void saysThatTheServiceIsUnavailableWhenKmsIs() {
    assertThat(KmsFailures.unreachable().error().status()).isEqualTo(503);
  }

  @Test
  void refusesReadsInAwsWords() {
    assertThat(Refusal.of(SseErrors.customerKeyNeeded()))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "The object was stored using a form of Server Side Encryption. The correct"
                    + " parameters must be provided to retrieve the object.",
                Map.of()));
    assertThat(Refusal.of(SseErrors.wrongCustomerKey()))
        .isEqualTo(
            new Refusal(
                "AccessDenied",
                "Requests specifying Server Side Encryption with Customer provided keys must"
                    + " provide the correct secret key.",
                Map.of()));
    assertThat(Refusal.of(SseErrors.customerKeyNotApplicable()))
        .isEqualTo(
            new Refusal(
                "InvalidRequest",
                "The encryption parameters are not applicable to this object.",
                Map.of()));
    assertThat(Refusal.of(SseErrors.partUnlikeItsUpload()).message())
        .isEqualTo(
            "The multipart upload initiate requested encryption. Subsequent part requests must"
                + " include the appropriate encryption parameters.");
  }

  private static HeaderList headersOf(AppliedEncryption encryption) {
    HeaderList answer = new HeaderList();
    encryption.addTo(answer);
    return answer;
  }
}
