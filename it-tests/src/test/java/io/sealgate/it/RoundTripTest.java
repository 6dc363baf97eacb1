package io.sealgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What a client stores is what it gets, and the store never sees it: each mode, sizes at frames'
 * edges.
 */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoundTripTest {

  private static final String BUCKET = "round-trips";
  private static final byte[] SG1 = {2, 4, 0x78};

  @Parameter Store store;
  private SealgateServer server;
  private S3Client s3;
  private S3Client direct;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    s3 = server.s3();
    direct = server.direct();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
  }

  @AfterParameterizedClassInvocation
  void stop() {
    s3.deleteBucket(bucket -> bucket.bucket(BUCKET));
    server.close();
  }

  static List<Arguments> modesAndSizes() {
    List<Arguments> rows = new ArrayList<>();
    for (SseMode mode : SseMode.values()) {
      for (int size : List.of(0, 1, 65535, 65536, 65537, 5_000_000)) {
        rows.add(Arguments.of(mode, size));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("modesAndSizes")
  void givesBackWhatWasStoredAndStoresOnlyCiphertext(SseMode mode, int size) {
    String key = mode + "/" + size;
    byte[] body = Bodies.ofLength(size);
    PutObjectResponse put =
        s3.putObject(
            mode.ask(
                    PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentType("text/x-test")
                        .metadata(java.util.Map.of("colour", "blue")))
                .build(),
            RequestBody.fromBytes(body));
    if (mode.hasMd5ETag()) {
      assertThat(put.eTag()).isEqualTo('"' + Digest.MD5.hex(body) + '"');
    } else {
      assertThat(put.eTag()).isNotEqualTo('"' + Digest.MD5.hex(body) + '"');
    }
    assertEncryption(mode, put);

    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(
            mode.read(
                    GetObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .checksumMode(ChecksumMode.ENABLED))
                .build());
    assertThat(got.asByteArrayUnsafe()).isEqualTo(body);
    assertThat(got.response().contentLength()).isEqualTo(size);
    assertThat(got.response().eTag()).isEqualTo(put.eTag());
    assertThat(got.response().contentType()).isEqualTo("text/x-test");
    assertThat(got.response().metadata()).containsOnly(java.util.Map.entry("colour", "blue"));
    assertThat(got.response().checksumCRC32()).isEqualTo(put.checksumCRC32()).isNotNull();

    HeadObjectResponse head =
        s3.headObject(
            mode.read(
                    HeadObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .checksumMode(ChecksumMode.ENABLED))
                .build());
    assertThat(head.contentLength()).isEqualTo(size);
    assertThat(head.eTag()).isEqualTo(put.eTag());
    assertThat(head.metadata()).containsOnly(java.util.Map.entry("colour", "blue"));
    assertThat(head.checksumCRC32()).isEqualTo(put.checksumCRC32());
    assertThat(head.serverSideEncryption()).isEqualTo(put.serverSideEncryption());
    assertThat(head.ssekmsKeyId()).isEqualTo(put.ssekmsKeyId());
    assertThat(head.sseCustomerKeyMD5()).isEqualTo(put.sseCustomerKeyMD5());

    assertListed(
        s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(key)).contents(), put.eTag(), size);
    assertListed(
        s3.listObjects(list -> list.bucket(BUCKET).prefix(key)).contents(), put.eTag(), size);
    assertStored(mode, key, size);
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    assertThatThrownBy(() -> direct.headObject(stored -> stored.bucket(BUCKET).key(key)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private static void assertEncryption(SseMode mode, PutObjectResponse put) {
    switch (mode) {
      case UNASKED, SSE_S3 -> {
        assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(put.ssekmsKeyId()).isNull();
      }
      case SSE_KMS, DSSE_KMS -> {
        assertThat(put.serverSideEncryption())
            .isEqualTo(
                mode == SseMode.SSE_KMS
                    ? ServerSideEncryption.AWS_KMS
                    : ServerSideEncryption.AWS_KMS_DSSE);
        assertThat(put.ssekmsKeyId()).startsWith("arn:aws:kms:us-east-1:123456789012:key/");
      }
      case SSE_C -> {
        assertThat(put.serverSideEncryption()).isNull();
        assertThat(put.sseCustomerAlgorithm()).isEqualTo("AES256");
        assertThat(put.sseCustomerKeyMD5()).isEqualTo(SseMode.CUSTOMER.md5());
      }
    }
    assertThat(put.bucketKeyEnabled()).isNull();
  }

  private static void assertListed(List<S3Object> rows, String eTag, int size) {
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().size()).isEqualTo(size);
    assertThat(rows.getFirst().eTag()).isEqualTo(eTag);
  }

  private void assertStored(SseMode mode, String key, int size) {
    ResponseBytes<GetObjectResponse> stored =
        direct.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
    byte[] bytes = stored.asByteArrayUnsafe();
    assertThat(Arrays.copyOf(bytes, SG1.length)).isEqualTo(SG1);
    assertThat((long) bytes.length)
        .isEqualTo(mode == SseMode.DSSE_KMS ? sealed(sealed(size)) : sealed(size));
    assertThat(Bodies.isMarked(bytes)).isFalse();
    assertThat(stored.response().metadata()).containsOnlyKeys("colour", "sealgate");
  }

  /** FORMAT: the length of one part. */
  private static long sealed(long plaintextBytes) {
    return plaintextBytes + 416 + 32 * (plaintextBytes / Bodies.FRAME_BYTES);
  }
}
