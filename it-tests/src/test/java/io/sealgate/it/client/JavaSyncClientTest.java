package io.sealgate.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import io.sealgate.it.results.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Amazon's synchronous client for Java. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaSyncClientTest {

  private static final byte[] BODY = Bodies.ofLength(11_000_001);
  private static final int PART_BYTES = 5 << 20;

  /** The order in which parts are sent. */
  private static final List<Integer> PARTS = List.of(3, 1, 2);

  @Parameter Store store;
  private ClientSite site;
  private Bucket bucket;
  private Recorder recorder;
  private S3Client s3;

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    site = ClientSite.open(store, "AWS SDK for Java, sync", VersionInfo.SDK_VERSION, "java-sync");
    bucket = site.bucket();
    recorder = site.recorder();
    s3 = bucket.s3();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    site.close();
  }

  List<SseMode> modes() {
    return Arrays.stream(SseMode.values()).filter(mode -> Rows.tries(store, mode)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void storesAndReads(SseMode mode) throws Exception {
    recorder.works(
        "PutObject, GetObject, HeadObject",
        mode,
        () -> {
          byte[] body = Bodies.ofLength(70_000);
          String key = "small/" + mode;
          bucket.put(key, mode, body);
          assertThat(
                  bucket
                      .get(mode.read(bucket.getting(key)).checksumMode(ChecksumMode.ENABLED))
                      .asByteArrayUnsafe())
              .isEqualTo(body);
          site.assertSealed(key, mode);
        });
  }

  @ParameterizedTest
  @MethodSource("modes")
  void uploadsParts(SseMode mode) throws Exception {
    String key = "parts/" + mode;
    recorder.works(
        "multipart upload, ListParts",
        mode,
        () -> {
          String upload =
              s3.createMultipartUpload(
                      Requests.ask(
                              mode,
                              CreateMultipartUploadRequest.builder()
                                  .bucket(bucket.name())
                                  .key(key)
                                  .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                          .build())
                  .uploadId();
          List<CompletedPart> sent = new ArrayList<>();
          for (int number : PARTS) {
            sent.add(send(mode, key, upload, number));
          }
          assertThat(
                  s3.listParts(list -> list.bucket(bucket.name()).key(key).uploadId(upload))
                      .parts())
              .extracting(Part::size)
              .containsExactly(
                  (long) PART_BYTES, (long) PART_BYTES, (long) BODY.length - 2L * PART_BYTES);
          sent.sort(Comparator.comparing(CompletedPart::partNumber));
          s3.completeMultipartUpload(
              Requests.end(
                      mode,
                      CompleteMultipartUploadRequest.builder()
                          .bucket(bucket.name())
                          .key(key)
                          .uploadId(upload)
                          .multipartUpload(parts -> parts.parts(sent)))
                  .build());
          assertThat(bucket.get(key, mode)).isEqualTo(BODY);
          site.assertSealed(key, mode);
        });
    recorder.works(
        "GetObject of a part",
        mode,
        () ->
            assertThat(bucket.get(mode.read(bucket.getting(key)).partNumber(3)).asByteArrayUnsafe())
                .isEqualTo(Arrays.copyOfRange(BODY, 2 * PART_BYTES, BODY.length)));
    recorder.works(
        "GetObject with a range",
        mode,
        () ->
            assertThat(
                    bucket
                        .get(mode.read(bucket.getting(key)).range("bytes=5242870-5242890"))
                        .asByteArrayUnsafe())
                .isEqualTo(Arrays.copyOfRange(BODY, 5242870, 5242891)));
    recorder.works(
        "CopyObject",
        mode,
        () -> {
          String copy = "copies/" + mode;
          s3.copyObject(
              Requests.copy(
                      mode,
                      CopyObjectRequest.builder()
                          .sourceBucket(bucket.name())
                          .sourceKey(key)
                          .destinationBucket(bucket.name())
                          .destinationKey(copy))
                  .build());
          assertThat(bucket.get(copy, mode)).isEqualTo(BODY);
          site.assertSealed(copy, mode);
        });
  }

  private CompletedPart send(SseMode mode, String key, String upload, int number) {
    int from = (number - 1) * PART_BYTES;
    byte[] part = Arrays.copyOfRange(BODY, from, Math.min(BODY.length, from + PART_BYTES));
    UploadPartResponse answer =
        s3.uploadPart(
            Requests.add(
                    mode,
                    UploadPartRequest.builder()
                        .bucket(bucket.name())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number))
                .build(),
            RequestBody.fromBytes(part));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumCRC32(answer.checksumCRC32())
        .build();
  }
}
