package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Checksum;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** GetObjectAttributes tells of the plaintext, whatever the store knows of the ciphertext. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttributesTest {

  private static final ObjectAttributes[] ALL = {
    ObjectAttributes.E_TAG,
    ObjectAttributes.CHECKSUM,
    ObjectAttributes.OBJECT_PARTS,
    ObjectAttributes.STORAGE_CLASS,
    ObjectAttributes.OBJECT_SIZE
  };

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "attributes");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofAnObjectAreThePlaintexts(SseMode mode) {
    for (int bytes : new int[] {0, 1, 65_536, 200_000}) {
      String key = mode + "/" + bytes;
      PutObjectResponse put = bucket.put(key, mode, Bodies.ofLength(bytes));
      GetObjectAttributesResponse attributes = attributes(key, mode, ALL);
      assertThat(attributes.objectSize()).isEqualTo(bytes);
      assertThat('"' + attributes.eTag() + '"').isEqualTo(put.eTag());
      assertThat(attributes.checksum().checksumCRC32()).isEqualTo(put.checksumCRC32());
      assertThat(attributes.checksum().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
      assertThat(attributes.storageClass()).isEqualTo(StorageClass.STANDARD);
      assertThat(attributes.objectParts()).isNull();
      assertThat(attributes.lastModified()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAMultipartObjectHaveThePartsAndTheirSizes(SseMode mode) {
    String key = mode + "/multipart";
    int first = MultipartUpload.SHORTEST_PART_BYTES;
    MultipartUpload upload =
        MultipartUpload.create(
            bucket,
            mode,
            CreateMultipartUploadRequest.builder()
                .key(key)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256));
    byte[][] bodies = {Bodies.ofLength(first), Bodies.ofLength(first + 1), Bodies.ofLength(70_000)};
    upload.part(2, bodies[0]);
    upload.part(7, bodies[1]);
    upload.part(8, bodies[2]);
    CompleteMultipartUploadResponse completed = upload.complete();

    GetObjectAttributesResponse whole = attributes(key, mode, ALL);
    assertThat(whole.objectSize()).isEqualTo(2L * first + 1 + 70_000);
    assertThat('"' + whole.eTag() + '"').isEqualTo(completed.eTag());
    assertThat(whole.checksum().checksumSHA256())
        .isEqualTo(completed.checksumSHA256())
        .endsWith("-3");
    assertThat(whole.checksum().checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(whole.objectParts().totalPartsCount()).isEqualTo(3);
    assertThat(whole.objectParts().isTruncated()).isFalse();
    assertThat(whole.objectParts().parts())
        .extracting(ObjectPart::partNumber)
        .containsExactly(2, 7, 8);
    assertThat(whole.objectParts().parts())
        .extracting(ObjectPart::size)
        .containsExactly((long) first, first + 1L, 70_000L);
    assertThat(whole.objectParts().parts())
        .extracting(ObjectPart::checksumSHA256)
        .containsExactly(
            Checksum.SHA256.base64(bodies[0]),
            Checksum.SHA256.base64(bodies[1]),
            Checksum.SHA256.base64(bodies[2]));
    GetObjectResponse part =
        bucket
            .get(mode.read(bucket.getting(key)).partNumber(8).checksumMode(ChecksumMode.ENABLED))
            .response();
    assertThat(part.checksumSHA256()).isEqualTo(Checksum.SHA256.base64(bodies[2]));
    assertThat(part.checksumType()).isEqualTo(ChecksumType.COMPOSITE);

    List<Integer> paged = new ArrayList<>();
    int marker = 0;
    boolean more = true;
    while (more) {
      int from = marker;
      GetObjectAttributesParts page =
          bucket
              .s3()
              .getObjectAttributes(
                  mode.read(
                          bucket
                              .describing(key)
                              .objectAttributes(ObjectAttributes.OBJECT_PARTS)
                              .maxParts(1)
                              .partNumberMarker(from))
                      .build())
              .objectParts();
      assertThat(page.totalPartsCount()).isEqualTo(3);
      assertThat(page.parts()).hasSize(1);
      assertThat(page.partNumberMarker()).isEqualTo(from);
      paged.add(page.parts().getFirst().partNumber());
      marker = page.nextPartNumberMarker();
      more = page.isTruncated();
    }
    assertThat(paged).containsExactly(2, 7, 8);
  }

  @ParameterizedTest
  @EnumSource
  void ofAMultipartObjectWithAChecksumOfTheWholeCountItsParts(SseMode mode) {
    String key = mode + "/whole";
    MultipartUpload upload =
        MultipartUpload.create(
            bucket,
            mode,
            CreateMultipartUploadRequest.builder()
                .key(key)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .checksumType(ChecksumType.FULL_OBJECT));
    upload.part(1, Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES));
    upload.part(2, Bodies.ofLength(9));
    upload.complete();
    GetObjectAttributesResponse whole = attributes(key, mode, ALL);
    assertThat(whole.checksum().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(whole.objectParts().totalPartsCount()).isEqualTo(2);
    assertThat(whole.objectParts().parts()).isEmpty();
    HeadObjectResponse part =
        bucket.head(
            mode.read(bucket.heading(key)).partNumber(2).checksumMode(ChecksumMode.ENABLED));
    assertThat(part.contentLength()).isEqualTo(9);
    assertThat(part.checksumCRC32()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void ofTheOnlyPartAreThoseOfTheObject(SseMode mode) {
    String key = mode + "/part";
    PutObjectResponse put = bucket.put(key, mode, Bodies.ofLength(100_000));
    HeadObjectResponse head =
        bucket.head(
            mode.read(bucket.heading(key)).partNumber(1).checksumMode(ChecksumMode.ENABLED));
    assertThat(head.contentLength()).isEqualTo(100_000);
    assertThat(head.checksumCRC32()).isEqualTo(put.checksumCRC32()).isNotNull();
    GetObjectResponse got =
        bucket
            .get(mode.read(bucket.getting(key)).partNumber(1).checksumMode(ChecksumMode.ENABLED))
            .response();
    assertThat(got.checksumCRC32()).isEqualTo(put.checksumCRC32());
    assertThat(
            bucket
                .get(
                    mode.read(bucket.getting(key))
                        .range("bytes=0-99")
                        .checksumMode(ChecksumMode.ENABLED))
                .response()
                .checksumCRC32())
        .isNull();
  }

  @Test
  void areOnlyThoseAskedFor() {
    bucket.put("some", SseMode.SSE_KMS, new byte[9]);
    GetObjectAttributesResponse size =
        attributes("some", SseMode.SSE_KMS, ObjectAttributes.OBJECT_SIZE);
    assertThat(size.objectSize()).isEqualTo(9);
    assertThat(size.eTag()).isNull();
    assertThat(size.checksum()).isNull();
    assertThat(size.storageClass()).isNull();
  }

  @Test
  void ofACustomersObjectNeedTheCustomersKey() {
    bucket.put("customers", SseMode.SSE_C, new byte[9]);
    assertRefused(
        400,
        "InvalidRequest",
        () -> attributes("customers", SseMode.UNASKED, ObjectAttributes.OBJECT_SIZE));
    bucket.put("ours", SseMode.SSE_KMS, new byte[9]);
    assertRefused(
        400,
        "InvalidRequest",
        () -> attributes("ours", SseMode.SSE_C, ObjectAttributes.OBJECT_SIZE));
  }

  @Test
  void ofNothingAreNotFound() {
    assertRefused(
        404,
        "NoSuchKey",
        () -> attributes("absent", SseMode.UNASKED, ObjectAttributes.OBJECT_SIZE));
  }

  private GetObjectAttributesResponse attributes(
      String key, SseMode mode, ObjectAttributes... attributes) {
    return bucket
        .s3()
        .getObjectAttributes(
            mode.read(bucket.describing(key).objectAttributes(attributes)).build());
  }
}
