package io.sealgate.s3.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sealgate.auth.HeaderList;
import io.sealgate.s3.Refusal;
import io.sealgate.s3.S3Operation;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "PUT_OBJECT, x-amz-copy-source",
    "PUT_OBJECT, x-amz-copy-source-if-match",
    "PUT_OBJECT, x-amz-metadata-directive",
    "PUT_OBJECT, x-amz-write-offset-bytes",
    "PUT_OBJECT, x-amz-checksum-crc99",
    "PUT_OBJECT, x-amz-checksum-type",
    "PUT_OBJECT, x-amz-server-side-encryption-new",
    "PUT_OBJECT, x-amz-bypass-governance-retention",
    "PUT_OBJECT, x-amz-made-up",
    "PUT_OBJECT, x-amz-",
    "PUT_OBJECT, x-minio-extract",
    "PUT_OBJECT, X-Minio-Source-Etag",
    "PUT_OBJECT, x-amz-meta-snowball-auto-extract",
    "PUT_OBJECT, If-Modified-Since",
    "PUT_OBJECT, If-Unmodified-Since",
    "DELETE_OBJECT, x-amz-if-match-last-modified-time",
    "DELETE_OBJECT, x-amz-if-match-size",
    "DELETE_OBJECT, x-amz-mfa",
    "DELETE_OBJECT, x-amz-server-side-encryption-customer-key",
    "DELETE_OBJECT, If-None-Match",
    "DELETE_OBJECTS, x-amz-mfa",
    "PUT_BUCKET_VERSIONING, x-amz-mfa",
    "COPY_OBJECT, x-amz-copy-source-range",
    "COPY_OBJECT, If-Modified-Since",
    "COPY_OBJECT, x-amz-checksum-type",
    "UPLOAD_PART_COPY, x-amz-metadata-directive",
    "UPLOAD_PART_COPY, If-None-Match",
    "UPLOAD_PART_COPY, x-amz-meta-a",
    "CREATE_MULTIPART_UPLOAD, If-None-Match",
    "CREATE_MULTIPART_UPLOAD, x-amz-copy-source",
    "CREATE_MULTIPART_UPLOAD, x-amz-mp-object-size",
    "CREATE_MULTIPART_UPLOAD, x-amz-meta-snowball-auto-extract",
    "UPLOAD_PART, x-amz-meta-a",
    "UPLOAD_PART, x-amz-acl",
    "UPLOAD_PART, x-amz-tagging",
    "UPLOAD_PART, x-amz-storage-class",
    "UPLOAD_PART, x-amz-checksum-type",
    "UPLOAD_PART, If-Match",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-checksum-algorithm",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-meta-a",
    "ABORT_MULTIPART_UPLOAD, x-amz-if-match-initiated-time",
    "ABORT_MULTIPART_UPLOAD, If-Match",
    "GET_OBJECT, x-amz-object-attributes",
    "GET_OBJECT_ATTRIBUTES, x-amz-checksum-mode",
    "UPDATE_OBJECT_ENCRYPTION, x-amz-server-side-encryption",
    "PUT_OBJECT_TAGGING, x-amz-tagging",
    "PUT_OBJECT_TAGGING, x-amz-server-side-encryption-customer-key",
    "PUT_OBJECT_LEGAL_HOLD, x-amz-bypass-governance-retention",
    "PUT_BUCKET_CORS, If-Match",
    "GET_BUCKET_ACL, x-amz-acl",
    "DELETE_OBJECTS, If-Match",
    "GET_OBJECT, x-amz-meta-a",
    "GET_OBJECT, x-amz-acl",
    "GET_OBJECT, x-amz-storage-class",
    "GET_OBJECT, x-amz-decoded-content-length",
    "HEAD_OBJECT, x-amz-tagging",
    "LIST_MULTIPART_UPLOADS, x-amz-optional-object-attributes",
    "GET_OBJECT_ATTRIBUTES, x-amz-optional-object-attributes",
    "LIST_BUCKETS, x-amz-expected-bucket-owner",
    "CREATE_BUCKET, x-amz-meta-a",
    "CREATE_BUCKET, x-amz-tagging",
    "CREATE_BUCKET, If-None-Match",
  })
  void refusesByNameWhatTheOperationDoesNotKnow(S3Operation operation, String name) {
    for (String spelling : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
      Refusal refusal =
          Refusal.of(() -> RequestHeaders.check(operation, HeaderList.of(spelling, "1")));

      assertThat(refusal.code()).isEqualTo("NotImplemented");
      assertThat(refusal.details().get("Header")).isEqualToIgnoringCase(name);
    }
    assertThat(RequestHeaders.forwarded(operation, HeaderList.of(name, "1")))
        .allSatisfy(line -> assertThat(line.getKey()).startsWith("x-amz-meta-"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET_OBJECT, Range",
    "GET_OBJECT, If-Range",
    "GET_OBJECT, If-None-Match",
    "HEAD_OBJECT, If-Modified-Since",
    "GET_OBJECT, x-amz-checksum-mode",
    "GET_OBJECT, x-amz-te",
    "HEAD_BUCKET, x-amz-api-version",
    "CREATE_MULTIPART_UPLOAD, x-amz-api-version",
    "GET_OBJECT, x-amz-checksum-crc32",
    "HEAD_OBJECT, x-amz-checksum-crc64nvme",
    "LIST_OBJECTS_V2, x-amz-checksum-crc32",
    "GET_OBJECT, x-amz-server-side-encryption-customer-key",
    "GET_OBJECT, x-amz-server-side-encryption",
    "LIST_OBJECTS, If-None-Match",
    "LIST_OBJECTS, x-amz-optional-object-attributes",
    "LIST_OBJECTS_V2, x-amz-optional-object-attributes",
    "LIST_OBJECT_VERSIONS, x-amz-optional-object-attributes",
    "PUT_OBJECT, x-amz-checksum-xxhash128",
    "PUT_OBJECT, x-amz-server-side-encryption-customer-key-md5",
    "PUT_OBJECT, Content-MD5",
    "PUT_OBJECT, If-Match",
    "PUT_OBJECT, If-None-Match",
    "DELETE_OBJECT, If-Match",
    "COPY_OBJECT, If-None-Match",
    "COPY_OBJECT, x-amz-copy-source",
    "COPY_OBJECT, x-amz-copy-source-if-match",
    "COPY_OBJECT, x-amz-copy-source-if-none-match",
    "COPY_OBJECT, x-amz-copy-source-if-modified-since",
    "COPY_OBJECT, x-amz-copy-source-if-unmodified-since",
    "COPY_OBJECT, x-amz-copy-source-server-side-encryption-customer-key",
    "COPY_OBJECT, x-amz-source-expected-bucket-owner",
    "COPY_OBJECT, x-amz-metadata-directive",
    "COPY_OBJECT, x-amz-tagging-directive",
    "COPY_OBJECT, x-amz-checksum-algorithm",
    "COPY_OBJECT, x-amz-server-side-encryption-context",
    "CREATE_MULTIPART_UPLOAD, x-amz-checksum-algorithm",
    "CREATE_MULTIPART_UPLOAD, x-amz-checksum-type",
    "CREATE_MULTIPART_UPLOAD, x-amz-server-side-encryption",
    "UPLOAD_PART, x-amz-server-side-encryption",
    "UPLOAD_PART, x-amz-server-side-encryption-customer-key",
    "UPLOAD_PART, x-amz-decoded-content-length",
    "UPLOAD_PART, x-amz-trailer",
    "UPLOAD_PART, x-amz-sdk-checksum-algorithm",
    "UPLOAD_PART, Content-Type",
    "UPLOAD_PART, Content-Encoding",
    "UPLOAD_PART_COPY, x-amz-copy-source-range",
    "UPLOAD_PART_COPY, x-amz-copy-source-if-match",
    "UPLOAD_PART_COPY, x-amz-copy-source-server-side-encryption-customer-algorithm",
    "COMPLETE_MULTIPART_UPLOAD, If-Match",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-mp-object-size",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-checksum-type",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-checksum-crc32",
    "COMPLETE_MULTIPART_UPLOAD, x-amz-server-side-encryption-customer-key-md5",
    "COMPLETE_MULTIPART_UPLOAD, Content-Type",
    "LIST_PARTS, x-amz-server-side-encryption-customer-key",
    "GET_OBJECT_ATTRIBUTES, x-amz-object-attributes",
    "GET_OBJECT_ATTRIBUTES, x-amz-max-parts",
    "GET_OBJECT_ATTRIBUTES, x-amz-part-number-marker",
    "GET_OBJECT_ATTRIBUTES, x-amz-server-side-encryption-customer-key",
    "UPDATE_OBJECT_ENCRYPTION, x-amz-sdk-checksum-algorithm",
    "PUT_OBJECT_TAGGING, Content-MD5",
    "PUT_BUCKET_LIFECYCLE_CONFIGURATION, x-amz-sdk-checksum-algorithm",
    "PUT_OBJECT, Expect",
    "PUT_OBJECT, Range",
    "DELETE_OBJECTS, x-amz-checksum-crc32",
    "LIST_BUCKETS, x-amz-content-sha256",
    "HEAD_BUCKET, x-amz-expected-bucket-owner",
    "GET_OBJECT, User-Agent",
    "GET_OBJECT, amz-sdk-invocation-id",
    "GET_OBJECT, X-Amzn-Trace-Id",
    "GET_OBJECT, X-Forwarded-For",
    "GET_OBJECT, Content-Type",
    "GET_OBJECT, x-rgw-object",
  })
  void keepsFromTheBackendWhatIsForSealgateOrForNobody(S3Operation operation, String name) {
    HeaderList headers = HeaderList.of(name.toUpperCase(Locale.ROOT), "1");

    assertThatCode(() -> RequestHeaders.check(operation, headers)).doesNotThrowAnyException();
    assertThat(RequestHeaders.forwarded(operation, headers)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT_OBJECT, Content-Type",
    "PUT_OBJECT, Content-Encoding",
    "PUT_OBJECT, Content-Language",
    "PUT_OBJECT, Content-Disposition",
    "PUT_OBJECT, Cache-Control",
    "PUT_OBJECT, Expires",
    "PUT_OBJECT, x-amz-meta-any-thing",
    "PUT_OBJECT, x-amz-website-redirect-location",
    "PUT_OBJECT, x-amz-storage-class",
    "PUT_OBJECT, x-amz-tagging",
    "PUT_OBJECT, x-amz-acl",
    "PUT_OBJECT, x-amz-grant-full-control",
    "PUT_OBJECT, x-amz-object-lock-mode",
    "PUT_OBJECT, x-amz-object-lock-retain-until-date",
    "PUT_OBJECT, x-amz-object-lock-legal-hold",
    "PUT_OBJECT, x-amz-request-payer",
    "CREATE_MULTIPART_UPLOAD, Content-Type",
    "CREATE_MULTIPART_UPLOAD, Content-Encoding",
    "CREATE_MULTIPART_UPLOAD, x-amz-meta-any-thing",
    "CREATE_MULTIPART_UPLOAD, x-amz-storage-class",
    "CREATE_MULTIPART_UPLOAD, x-amz-tagging",
    "CREATE_MULTIPART_UPLOAD, x-amz-acl",
    "CREATE_MULTIPART_UPLOAD, x-amz-object-lock-mode",
    "COPY_OBJECT, Content-Type",
    "COPY_OBJECT, x-amz-meta-any-thing",
    "COPY_OBJECT, x-amz-storage-class",
    "COPY_OBJECT, x-amz-tagging",
    "COPY_OBJECT, x-amz-grant-read",
    "COPY_OBJECT, x-amz-object-lock-legal-hold",
    "COPY_OBJECT, x-amz-website-redirect-location",
    "COPY_OBJECT, x-amz-request-payer",
    "UPLOAD_PART, x-amz-request-payer",
    "DELETE_OBJECT, x-amz-bypass-governance-retention",
    "DELETE_OBJECTS, x-amz-bypass-governance-retention",
    "PUT_OBJECT_RETENTION, x-amz-bypass-governance-retention",
    "PUT_OBJECT_ACL, x-amz-acl",
    "PUT_BUCKET_ACL, x-amz-grant-write-acp",
    "PUT_OBJECT_LOCK_CONFIGURATION, x-amz-bucket-object-lock-token",
    "PUT_BUCKET_LIFECYCLE_CONFIGURATION, x-amz-transition-default-minimum-object-size",
    "CREATE_BUCKET, x-amz-acl",
    "CREATE_BUCKET, x-amz-bucket-object-lock-enabled",
    "CREATE_BUCKET, x-amz-object-ownership",
    "LIST_OBJECTS_V2, x-amz-request-payer",
  })
  void forwardsWhatIsStoredOrDecidedByTheBackend(S3Operation operation, String name) {
    HeaderList headers = HeaderList.of(name, "value ü");

    assertThatCode(() -> RequestHeaders.check(operation, headers)).doesNotThrowAnyException();
    assertThat(RequestHeaders.forwarded(operation, headers))
        .containsExactly(Map.entry(name, "value ü"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-chunked           | ''",
        "AWS-Chunked           | ''",
        "gzip                  | gzip",
        "aws-chunked,gzip      | gzip",
        "gzip, aws-chunked     | gzip",
        "br , aws-chunked,gzip | br,gzip",
        "aws-chunkedish        | aws-chunkedish",
        "''                    | ''",
      })
  void dropsAwsChunkedAndNothingElseFromContentEncoding(String sent, String stored) {
    HeaderList forwarded =
        RequestHeaders.forwarded(S3Operation.PUT_OBJECT, HeaderList.of("content-encoding", sent));

    if (stored.isEmpty()) {
      assertThat(forwarded).isEmpty();
    } else {
      assertThat(forwarded).containsExactly(Map.entry("Content-Encoding", stored));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-server-side-encryption",
        "x-amz-content-sha256",
        "Authorization",
        "Host",
        "Content-Type",
        "Content-MD5",
        "x-amz-tagging"
      })
  void refusesAHeaderThatIsGivenTwice(String name) {
    HeaderList headers = HeaderList.of(name, "1", name.toUpperCase(Locale.ROOT), "2");

    assertThat(Refusal.of(() -> RequestHeaders.check(S3Operation.PUT_OBJECT, headers)).code())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void acceptsAListInSeveralLines() {
    HeaderList put = HeaderList.of("Cache-Control", "no-cache", "Cache-Control", "private");
    HeaderList get = HeaderList.of("If-None-Match", "\"a\"", "If-None-Match", "\"b\"");
    String attributes = "x-amz-optional-object-attributes";
    HeaderList list = HeaderList.of(attributes, "RestoreStatus", attributes, "RestoreStatus");

    RequestHeaders.check(S3Operation.PUT_OBJECT, put);
    RequestHeaders.check(S3Operation.GET_OBJECT, get);
    RequestHeaders.check(S3Operation.LIST_OBJECTS_V2, list);
    assertThat(RequestHeaders.forwarded(S3Operation.PUT_OBJECT, put)).hasSize(2);
  }

  @Test
  void refusesTheNameOfTheEnvelope() {
    assertThat(
            Refusal.of(() ->
                RequestHeaders.check(
                    S3Operation.PUT_OBJECT, HeaderList.of("X-Amz-Meta-SealGate", "AAAA"))))
        .isEqualTo(
            new Refusal(
                "InvalidArgument",
                "The metadata name 'sealgate' is reserved for Sealgate.",
                Map.of("ArgumentName", "x-amz-meta-sealgate")));
  }

  @Test
  void acceptsTwoKilobytesOfUserMetadataAndNoMore() {
    HeaderList headers =
        HeaderList.of("x-amz-meta-a", "v".repeat(1000), "x-amz-meta-bc", "v".repeat(1045));

    RequestHeaders.check(S3Operation.PUT_OBJECT, headers);
    assertThat(UserMetadata.lengthBytes(headers)).isEqualTo(2048);

    headers.add("x-amz-meta-d", "");
    assertThat(Refusal.of(() -> RequestHeaders.check(S3Operation.PUT_OBJECT, headers)))
        .isEqualTo(
            new Refusal(
                "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size",
                Map.of("Size", "2049", "MaxSizeAllowed", "2048")));
  }

  @Test
  void countsTheEnvelopeAsMetadata() {
    HeaderList headers = HeaderList.of("x-amz-meta-a", "v".repeat(1000), "Content-Type", "x");

    UserMetadata.requireRoomForEnvelope(headers, 2048 - 1001 - 8);
    assertThat(
            Refusal.of(() -> UserMetadata.requireRoomForEnvelope(headers, 2048 - 1001 - 7))
                .details())
        .containsEntry("Size", "2049");
  }

  @Test
  void holdsOneAccountForTheOwnerOfEveryBucket() {
    HeaderList headers = HeaderList.of("x-amz-expected-bucket-owner", "123456789012");

    ExpectedBucketOwner.check(headers, "123456789012");
    ExpectedBucketOwner.check(new HeaderList(), "123456789012");
    assertThat(Refusal.of(() -> ExpectedBucketOwner.check(headers, "999999999999")).code())
        .isEqualTo("AccessDenied");

    HeaderList source = HeaderList.of("x-amz-source-expected-bucket-owner", "123456789012");
    ExpectedBucketOwner.check(source, "123456789012");
    assertThat(Refusal.of(() -> ExpectedBucketOwner.check(source, "999999999999")).code())
        .isEqualTo("AccessDenied");
  }
}
