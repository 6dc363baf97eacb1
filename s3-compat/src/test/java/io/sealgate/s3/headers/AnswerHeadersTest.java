package io.sealgate.s3.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.S3Operation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type",
        "cache-control",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Expires",
        "Last-Modified",
        "x-amz-meta-any",
        "X-Amz-Meta-Sealgate2",
        "x-amz-version-id",
        "x-amz-delete-marker",
        "x-amz-storage-class",
        "x-amz-restore",
        "x-amz-expiration",
        "x-amz-tagging-count",
        "x-amz-object-lock-mode",
        "x-amz-website-redirect-location",
        "Retry-After"
      })
  void passesOnWhatIsOfTheObject(String name) {
    HeaderList backend = HeaderList.of(name, "v");

    assertThat(AnswerHeaders.passed(S3Operation.GET_OBJECT, backend))
        .containsExactly(Map.entry(name, "v"));
    assertThat(AnswerHeaders.passes(S3Operation.HEAD_OBJECT, name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-meta-sealgate",
        "X-Amz-Meta-Sealgate",
        "ETag",
        "Content-Length",
        "Content-Range",
        "Accept-Ranges",
        "Transfer-Encoding",
        "Connection",
        "Date",
        "Server",
        "Vary",
        "Set-Cookie",
        "Strict-Transport-Security",
        "x-amz-checksum-crc32c",
        "x-amz-checksum-type",
        "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-customer-key-MD5",
        "x-amz-mp-parts-count",
        "x-amz-bucket-region",
        "x-amz-request-id",
        "x-amz-id-2",
        "x-minio-encrypted-multipart",
        "x-ratelimit-limit",
        "x-amz-made-up"
      })
  void keepsBackWhatIsOfTheSealedBytesOrTheBackend(String name) {
    for (S3Operation operation : S3Operation.values()) {
      assertThat(AnswerHeaders.passes(operation, name)).as(operation.toString()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOnMetadataForReadsOnly(S3Operation operation) {
    boolean read = operation == S3Operation.GET_OBJECT || operation == S3Operation.HEAD_OBJECT;

    assertThat(AnswerHeaders.passes(operation, "x-amz-meta-a")).isEqualTo(read);
    assertThat(AnswerHeaders.passes(operation, "Content-Type")).isEqualTo(read);
  }

  @Test
  void passesOnTheVersionThatAWriteMade() {
    assertThat(AnswerHeaders.passes(S3Operation.PUT_OBJECT, "x-amz-version-id")).isTrue();
    assertThat(AnswerHeaders.passes(S3Operation.DELETE_OBJECT, "x-amz-delete-marker")).isTrue();
    assertThat(AnswerHeaders.passes(S3Operation.LIST_OBJECTS, "x-amz-version-id")).isFalse();
  }
}
