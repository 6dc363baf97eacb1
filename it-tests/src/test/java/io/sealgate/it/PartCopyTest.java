package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Parts that are copied from other objects: opened as they were sealed, sealed as the upload is.
 */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartCopyTest {

  private static final int PART_BYTES = 5 << 20;
  private static final byte[] SOURCE = Bodies.ofLength(PART_BYTES + 3 * Bodies.FRAME_BYTES + 77);
  private static final int FIRST = 70_001;
  private static final int LAST = FIRST + PART_BYTES + 10;

  @Parameter Store store;

  @SuppressWarnings("NullAway.Init") // by start()
  private SealgateServer server;

  @SuppressWarnings("NullAway.Init") // by start()
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "part-copies");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void copiesARangeAndAWholeObjectOutOfEachMode(SseMode mode) {
    bucket.put("source", mode, SOURCE);
    byte[] range = Arrays.copyOfRange(SOURCE, FIRST, LAST + 1);
    assertThat(copied(SseMode.SSE_KMS, "target", copy -> from(mode, copy, "source")))
        .isEqualTo(joined(range, SOURCE));
  }

  @ParameterizedTest
  @EnumSource(
      value = SseMode.class,
      names = {"SSE_S3", "DSSE_KMS"})
  void copiesIntoEachMode(SseMode mode) {
    bucket.put("source", SseMode.SSE_KMS, SOURCE);
    byte[] range = Arrays.copyOfRange(SOURCE, FIRST, LAST + 1);
    assertThat(copied(mode, "target", copy -> from(SseMode.SSE_KMS, copy, "source")))
        .isEqualTo(joined(range, SOURCE));
  }

  @Test
  void copiesOutOfAnObjectThatWasUploadedInPartsItself() {
    bucket.put("source", SseMode.SSE_S3, SOURCE);
    byte[] parts = copied(SseMode.SSE_KMS, "target", copy -> from(SseMode.SSE_S3, copy, "source"));
    assertThat(
            copied(SseMode.SSE_S3, "target-again", copy -> from(SseMode.SSE_KMS, copy, "target")))
        .isEqualTo(joined(Arrays.copyOfRange(parts, FIRST, LAST + 1), parts));
  }

  @Test
  void refusesWhatTheSourceIsNot() {
    bucket.put("source", SseMode.SSE_KMS, SOURCE);
    S3Client s3 = bucket.s3();
    String id = create(SseMode.SSE_KMS, "target");
    assertRefused(
        400,
        "InvalidArgument",
        () -> s3.uploadPartCopy(part(id, 1, "source").copySourceRange("bytes=0-99999999").build()));
    assertRefused(
        400,
        "InvalidArgument",
        () -> s3.uploadPartCopy(part(id, 1, "source").copySourceRange("bytes=5-").build()));
    assertRefused(
        412,
        "PreconditionFailed",
        () -> s3.uploadPartCopy(part(id, 1, "source").copySourceIfMatch("\"other\"").build()));
    assertRefused(404, "NoSuchKey", () -> s3.uploadPartCopy(part(id, 1, "none").build()));
    assertThat(s3.listParts(list -> list.bucket(bucket.name()).key("target").uploadId(id)).parts())
        .isEmpty();
    s3.abortMultipartUpload(abort -> abort.bucket(bucket.name()).key("target").uploadId(id));
  }

  /** An object of two parts: a range of the source, and all of it. */
  private byte[] copied(
      SseMode mode, String target, UnaryOperator<UploadPartCopyRequest.Builder> from) {
    S3Client s3 = bucket.s3();
    String upload = create(mode, target);
    UploadPartCopyRequest.Builder range =
        from.apply(UploadPartCopyRequest.builder())
            .destinationBucket(bucket.name())
            .destinationKey(target)
            .uploadId(upload);
    List<CompletedPart> parts =
        List.of(
            CompletedPart.builder()
                .partNumber(3)
                .eTag(
                    s3.uploadPartCopy(
                            range
                                .partNumber(3)
                                .copySourceRange("bytes=" + FIRST + "-" + LAST)
                                .build())
                        .copyPartResult()
                        .eTag())
                .build(),
            CompletedPart.builder()
                .partNumber(8)
                .eTag(
                    s3.uploadPartCopy(range.partNumber(8).copySourceRange(null).build())
                        .copyPartResult()
                        .eTag())
                .build());
    s3.completeMultipartUpload(complete ->
        complete
            .bucket(bucket.name())
            .key(target)
            .uploadId(upload)
            .multipartUpload(completed -> completed.parts(parts)));
    return bucket.get(target);
  }

  private UploadPartCopyRequest.Builder from(
      SseMode mode, UploadPartCopyRequest.Builder copy, String key) {
    copy.sourceBucket(bucket.name()).sourceKey(key);
    return mode == SseMode.SSE_C
        ? copy.copySourceSSECustomerAlgorithm("AES256")
            .copySourceSSECustomerKey(SseMode.CUSTOMER.base64())
            .copySourceSSECustomerKeyMD5(SseMode.CUSTOMER.md5())
        : copy;
  }

  private UploadPartCopyRequest.Builder part(String id, int number, String source) {
    return UploadPartCopyRequest.builder()
        .sourceBucket(bucket.name())
        .sourceKey(source)
        .destinationBucket(bucket.name())
        .destinationKey("target")
        .uploadId(id)
        .partNumber(number);
  }

  private String create(SseMode mode, String key) {
    return bucket
        .s3()
        .createMultipartUpload(
            mode.ask(CreateMultipartUploadRequest.builder().bucket(bucket.name()).key(key)).build())
        .uploadId();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
