package io.sealgate.s3.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.envelope.Wrapping;
import io.sealgate.s3.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the encryption headers of an upload's requests go together. */
final class UploadRulesTest {

  private static final SseHeaders READER = new SseHeaders(false);

  private static final String ARN = "arn:aws:kms:eu-west-1:123456789012:key/k";
  private static final Bytes BLOB = Bytes.copyOf(new byte[] {1});

  private static final Refusal UNLIKE =
      new Refusal(
          "InvalidRequest",
          "The multipart upload initiate requested encryption. Subsequent part requests must"
              + " include the appropriate encryption parameters.",
          Map.of());

  private static final Refusal WRONG_KEY_OF_COMPLETION =
      new Refusal(
          "InvalidRequest",
          "The object was stored using a form of Server Side Encryption. Correct SSE-C request"
              + " parameters are required for this request when specifying checksums for each"
              + " part.",
          Map.of());

  @Test
  void wantsAKeyWithEachPartOfAnUploadThatHasOneAndWithNoOther() {
    assertThatCode(() -> UploadRules.requireOfPart(false, false)).doesNotThrowAnyException();
    assertThatCode(() -> UploadRules.requireOfPart(true, true)).doesNotThrowAnyException();
    assertThat(Refusal.of(() -> UploadRules.requireOfPart(true, false))).isEqualTo(UNLIKE);
    assertThat(Refusal.of(() -> UploadRules.requireOfPart(false, true))).isEqualTo(UNLIKE);
  }

  @Test
  void completesWithoutAKeyAndRefusesOneThatTheUploadHasNot() {
    assertThatCode(() -> UploadRules.requireOfCompletion(true, false)).doesNotThrowAnyException();
    assertThatCode(() -> UploadRules.requireOfCompletion(false, false)).doesNotThrowAnyException();
    assertThatCode(() -> UploadRules.requireOfCompletion(true, true)).doesNotThrowAnyException();
    assertThat(Refusal.of(() -> UploadRules.requireOfCompletion(false, true)))
        .isEqualTo(WRONG_KEY_OF_COMPLETION);
    assertThat(Refusal.of(SseErrors.wrongKeyOfCompletion())).isEqualTo(WRONG_KEY_OF_COMPLETION);
  }

  @ParameterizedTest
  @CsvSource({"AES256", "aws:kms", "aws:kms:dsse"})
  void takesNoModeWithPartsAndOnlyTheUploadsOwnWithCompletions(String mode) {
    HeaderList headers = CustomerKeyHeadersTest.trio().add("x-amz-server-side-encryption", mode);
    Refusal refusal =
        new Refusal(
            "InvalidArgument",
            "x-amz-server-side-encryption header is not supported for this operation.",
            Map.of("ArgumentName", "x-amz-server-side-encryption", "ArgumentValue", mode));

    assertThat(Refusal.of(() -> READER.ofPart(headers, true))).isEqualTo(refusal);
    for (HeaderList upload :
        List.of(new HeaderList(), HeaderList.of("x-amz-server-side-encryption", "another"))) {
      assertThat(Refusal.of(() -> UploadRules.requireNoOtherMode(headers, upload)))
          .isEqualTo(refusal);
    }
    HeaderList own =
        HeaderList.of(
            "x-amz-server-side-encryption",
            mode,
            "x-amz-server-side-encryption-aws-kms-key-id",
            "alias/sealgate");
    assertThatCode(() -> UploadRules.requireNoOtherMode(own, headers)).doesNotThrowAnyException();
    assertThatCode(() -> UploadRules.requireNoOtherMode(new HeaderList(), headers))
        .doesNotThrowAnyException();
  }

  @Test
  void findsFaultWithACopysSourceBeforeItsTarget() {
    HeaderList bad =
        HeaderList.of(
            "x-amz-server-side-encryption",
            "nonsense",
            "x-amz-copy-source-server-side-encryption-customer-algorithm",
            "AES256");
    String sourceFirst =
        "Requests specifying Server Side Encryption with Customer provided keys must provide an"
            + " appropriate secret key.";

    assertThat(Refusal.of(() -> CopyKeys.ofObject(READER, bad, true)).message())
        .isEqualTo(sourceFirst);
    assertThat(Refusal.of(() -> CopyKeys.ofPart(READER, bad, true)).message())
        .isEqualTo(sourceFirst);
  }

  @Test
  void readsBothEndsOfACopy() {
    HeaderList headers = source().add("x-amz-server-side-encryption", "AES256");
    try (CustomerKey key = CopyKeys.ofObject(READER, headers, true).source().orElseThrow()) {
      assertThat(key.bytes()).hasSize(CustomerKey.LENGTH_BYTES);
    }

    assertThat(CopyKeys.ofObject(READER, headers, true).target())
        .isEqualTo(new RequestedEncryption.S3Managed());
    assertThat(CopyKeys.ofPart(READER, source(), true).target()).isEmpty();
    assertThat(CopyKeys.ofPart(READER, CustomerKeyHeadersTest.trio(), true).target()).isPresent();
    assertThat(CopyKeys.ofPart(READER, CustomerKeyHeadersTest.trio(), true).source()).isEmpty();
  }

  @Test
  void takesNoKeyOfACopyOverPlainHttp() {
    assertThat(Refusal.of(() -> CopyKeys.ofObject(READER, source(), false)).message())
        .endsWith("must be made over a secure connection.");
  }

  @Test
  void updatesWhatIsUnderSseS3OrSseKmsAndNothingElse() {
    assertThatCode(
            () -> {
              EncryptionUpdate.requirePossible(new Wrapping.SseS3(ARN, BLOB, false));
              EncryptionUpdate.requirePossible(new Wrapping.SseKms(ARN, BLOB, null, true));
            })
        .doesNotThrowAnyException();
    for (Wrapping other :
        new @Nullable Wrapping[] {
          new Wrapping.DsseKms(ARN, BLOB, BLOB, null), new Wrapping.SseC(), null
        }) {
      assertThat(Refusal.of(() -> EncryptionUpdate.requirePossible(other)).code())
          .isEqualTo("InvalidRequest");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:eu-west-1:123456789012:key/1234",
    "arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-1"
  })
  void updatesToAKeyByItsArn(String arn) {
    assertThat(EncryptionUpdate.requested(arn, true))
        .isEqualTo(new RequestedEncryption.Kms(arn, ClientContext.NONE, true, false));
  }

  @ParameterizedTest
  @CsvSource({
    "1234",
    "alias/a",
    "arn:aws:kms:eu-west-1:123456789012:alias/a",
    "arn:aws:kms:eu-west-1:123456789012:key/",
    "arn:aws:kms::123456789012:key/1234",
    "arn:aws:s3:eu-west-1:123456789012:key/1234",
    "arn:aws:kms:eu-west-1:123456789012:key/1:2",
    "''",
  })
  void updatesToNoKeyByAnotherName(String name) {
    assertThat(Refusal.of(() -> EncryptionUpdate.requested(name, false)))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "The KMSKeyArn must be the full ARN of a KMS key.",
                Map.of("ArgumentName", "KMSKeyArn", "ArgumentValue", name)));
  }

  private static HeaderList source() {
    HeaderList source = new HeaderList();
    CustomerKeyHeadersTest.trio()
        .forEach(line ->
            source.add(line.getKey().replace("x-amz-", "x-amz-copy-source-"), line.getValue()));
    return source;
  }
}
