package io.sealgate.s3.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.S3Operation;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(AnswerHeaders.passes(operation, "Cache-Control")).isEqualTo(read);
  }

  @ParameterizedTest
  @EnumSource
  void saysTheTypeOfReadsAndOfDocumentsThatAreTheBackends(S3Operation operation) {
    boolean read = operation == S3Operation.GET_OBJECT || operation == S3Operation.HEAD_OBJECT;

    assertThat(AnswerHeaders.passes(operation, "Content-Type"))
        .isEqualTo(read || operation.isPassedThrough());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT_OBJECT, x-amz-version-id",
    "DELETE_OBJECT, x-amz-version-id",
    "DELETE_OBJECT, x-amz-delete-marker",
    "COPY_OBJECT, x-amz-version-id",
    "COPY_OBJECT, x-amz-copy-source-version-id",
    "COPY_OBJECT, x-amz-expiration",
    "CREATE_MULTIPART_UPLOAD, x-amz-abort-date",
    "CREATE_MULTIPART_UPLOAD, x-amz-abort-rule-id",
    "UPLOAD_PART_COPY, x-amz-copy-source-version-id",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-version-id",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-expiration",
    "LIST_PARTS, x-amz-abort-date",
    "GET_OBJECT_ATTRIBUTES, Last-Modified",
    "GET_OBJECT_ATTRIBUTES, x-amz-version-id",
    "GET_OBJECT_ATTRIBUTES, x-amz-delete-marker",
    "GET_OBJECT_TAGGING, x-amz-version-id",
    "PUT_BUCKET_LIFECYCLE_CONFIGURATION, x-amz-transition-default-minimum-object-size",
  })
  void passesOnWhatAnOperationMadeOrMet(S3Operation operation, String name) {
    assertThat(AnswerHeaders.passes(operation, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "LIST_OBJECTS, x-amz-version-id",
    "UPLOAD_PART, x-amz-version-id",
    "PUT_OBJECT, x-amz-copy-source-version-id",
    "COPY_OBJECT, Last-Modified",
    "COPY_OBJECT, Content-Type",
    "GET_OBJECT_ATTRIBUTES, x-amz-storage-class",
    "GET_OBJECT, x-amz-abort-date",
  })
  void passesOnNothingWhereItMeansNothing(S3Operation operation, String name) {
    assertThat(AnswerHeaders.passes(operation, name)).isFalse();
  }
}
