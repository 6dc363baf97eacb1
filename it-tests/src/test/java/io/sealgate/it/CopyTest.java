package io.sealgate.it;

import static io.sealgate.it.fixture.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.CustomerKey;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Object;

/** CopyObject between all modes, by a real client on real stores. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CopyTest {

  private static final byte[] BODY = Bodies.ofLength(200_000);

  @Parameter Store store;
  private SealgateServer server;
  private Bucket open;
  private Bucket sealed;

  @BeforeParameterizedClassInvocation
  void start() {
    server =
        SealgateServer.start(
            store.backend(),
            ServerSettings.DEFAULT
                .withEncryption("{ rules: [ { bucket: \"copy-open\", mode: none } ] }")
                .withKeyCache("{ max-age: 0s }"));
    open = Bucket.create(server.s3(), "copy-open");
    sealed = Bucket.create(server.s3(), "copy-sealed");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    open.empty();
    sealed.empty();
    server.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(SseMode.values())
        .flatMap(from -> Stream.of(SseMode.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copiesFromEachModeToEach(SseMode from, SseMode to) {
    Bucket source = bucket(from);
    Bucket target = bucket(to);
    source.put(from.ask(source.putting("source").metadata(Map.of("colour", "blue"))), BODY);
    CopyObjectResponse copy =
        copy(from, to, "source", CopyObjectRequest.builder().destinationKey("copy"));
    assertThat(target.get("copy", to)).isEqualTo(BODY);
    HeadObjectResponse head = target.head(to.read(target.heading("copy")));
    assertThat(head.contentLength()).isEqualTo(BODY.length);
    assertThat(head.metadata()).containsExactly(Map.entry("colour", "blue"));
    assertThat(copy.serverSideEncryption()).isEqualTo(head.serverSideEncryption());
    assertThat(copy.ssekmsKeyId()).isEqualTo(head.ssekmsKeyId());
    assertThat(copy.sseCustomerKeyMD5()).isEqualTo(head.sseCustomerKeyMD5());
    S3Object row =
        target
            .s3()
            .listObjectsV2(list -> list.bucket(target.name()).prefix("copy"))
            .contents()
            .getFirst();
    assertThat(copy.copyObjectResult().eTag()).isEqualTo(head.eTag()).isEqualTo(row.eTag());
    assertThat(row.size()).isEqualTo(BODY.length);
    assertThat(copy.copyObjectResult().lastModified()).isNotNull();
    assertThat(Bodies.isMarked(target.by(server.direct()).get("copy")))
        .isEqualTo(to == SseMode.UNASKED);
  }

  @ParameterizedTest
  @EnumSource
  void keepsThePartsOfAMultipartObject(SseMode from) {
    byte[] first = Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES);
    byte[] second = Bodies.ofLength(70_001);
    MultipartUpload.store(bucket(from), "parts", from, first, second);
    for (SseMode to : new SseMode[] {SseMode.SSE_S3, SseMode.DSSE_KMS, SseMode.SSE_C}) {
      CopyObjectResponse copy =
          copy(from, to, "parts", CopyObjectRequest.builder().destinationKey("parts-copy"));
      HeadObjectResponse head = sealed.head(to.read(sealed.heading("parts-copy")));
      assertThat(head.contentLength()).isEqualTo(first.length + second.length);
      assertThat(head.eTag()).isEqualTo(copy.copyObjectResult().eTag());
      byte[] got = sealed.get("parts-copy", to);
      assertThat(Arrays.copyOf(got, first.length)).isEqualTo(first);
      assertThat(Arrays.copyOfRange(got, first.length, got.length)).isEqualTo(second);
      if (from != SseMode.UNASKED && (from == SseMode.DSSE_KMS) == (to == SseMode.DSSE_KMS)) {
        assertThat(
                sealed.get(to.read(sealed.getting("parts-copy").partNumber(2))).asByteArrayUnsafe())
            .isEqualTo(second);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "UNASKED", mode = EnumSource.Mode.EXCLUDE)
  void copiesAnObjectOntoItself(SseMode to) {
    for (int parts = 1; parts <= 2; parts++) {
      byte[] first = Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES);
      if (parts == 1) {
        sealed.put("self", SseMode.SSE_KMS, first);
      } else {
        MultipartUpload.store(sealed, "self", SseMode.SSE_KMS, first, BODY);
      }
      copy(SseMode.SSE_KMS, to, "self", CopyObjectRequest.builder().destinationKey("self"));
      byte[] got = sealed.get("self", to);
      assertThat(Arrays.copyOf(got, first.length)).isEqualTo(first);
      assertThat(got).hasSize(parts == 1 ? first.length : first.length + BODY.length);
    }
  }

  @Test
  void refusesToCopyAnObjectOntoItselfWithoutAnyChange() {
    sealed.put("same", SseMode.SSE_S3, BODY);
    assertRefused(
        400,
        "InvalidRequest",
        () ->
            copy(
                SseMode.SSE_S3,
                SseMode.UNASKED,
                "same",
                CopyObjectRequest.builder().destinationKey("same")));
    sealed
        .s3()
        .copyObject(copy ->
            copy.sourceBucket(sealed.name())
                .sourceKey("same")
                .destinationBucket(sealed.name())
                .destinationKey("same")
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("text/plain"));
    assertThat(sealed.head(sealed.heading("same")).contentType()).isEqualTo("text/plain");
    assertThat(sealed.get("same")).isEqualTo(BODY);
  }

  @Test
  void carriesTheChecksumOverOrComputesTheOneAskedFor() {
    sealed.put(sealed.putting("sums").checksumAlgorithm(ChecksumAlgorithm.SHA1), BODY);
    CopyObjectResponse kept =
        copy(
            SseMode.SSE_S3,
            SseMode.SSE_KMS,
            "sums",
            CopyObjectRequest.builder().destinationKey("kept"));
    HeadObjectResponse head =
        sealed.head(sealed.heading("kept").checksumMode(ChecksumMode.ENABLED));
    assertThat(kept.copyObjectResult().checksumSHA1()).isNotNull().isEqualTo(head.checksumSHA1());
    CopyObjectResponse other =
        copy(
            SseMode.SSE_S3,
            SseMode.SSE_KMS,
            "sums",
            CopyObjectRequest.builder()
                .destinationKey("kept")
                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C));
    head = sealed.head(sealed.heading("kept").checksumMode(ChecksumMode.ENABLED));
    assertThat(other.copyObjectResult().checksumCRC32C())
        .isNotNull()
        .isEqualTo(head.checksumCRC32C());
    assertThat(head.checksumSHA1()).isNull();
  }

  @Test
  void needsTheSourcesKey() {
    sealed.put("secret", SseMode.SSE_C, BODY);
    CopyObjectRequest.Builder bare =
        CopyObjectRequest.builder()
            .sourceBucket(sealed.name())
            .sourceKey("secret")
            .destinationBucket(sealed.name())
            .destinationKey("refused");
    assertRefused(400, "InvalidRequest", () -> sealed.s3().copyObject(bare.build()));
    CustomerKey wrong = CustomerKey.of(new byte[32]);
    assertRefused(
        400,
        "InvalidRequest",
        () ->
            sealed
                .s3()
                .copyObject(
                    bare.copySourceSSECustomerAlgorithm("AES256")
                        .copySourceSSECustomerKey(wrong.base64())
                        .copySourceSSECustomerKeyMD5(wrong.md5())
                        .build()));
    assertRefused(404, "NoSuchKey", () -> sealed.get("refused"));
  }

  @Test
  void makesNothingWithTheSourcesKeyDisabled() {
    String keyId = server.keys().createKey().keyMetadata().keyId();
    sealed.put(sealed.putting("gone").serverSideEncryption("aws:kms").ssekmsKeyId(keyId), BODY);
    server.keys().disableKey(key -> key.keyId(keyId));
    assertRefused(
        400,
        "KMS.DisabledException",
        () ->
            copy(
                SseMode.SSE_S3,
                SseMode.SSE_S3,
                "gone",
                CopyObjectRequest.builder().destinationKey("refused")));
    assertRefused(404, "NoSuchKey", () -> sealed.get("refused"));
  }

  @Test
  void findsNoSourceThatIsNotThere() {
    assertRefused(
        404,
        "NoSuchKey",
        () ->
            copy(
                SseMode.SSE_S3,
                SseMode.SSE_S3,
                "absent",
                CopyObjectRequest.builder().destinationKey("copy")));
    assertRefused(
        404,
        "NoSuchBucket",
        () ->
            sealed
                .s3()
                .copyObject(copy ->
                    copy.sourceBucket("copy-absent")
                        .sourceKey("k")
                        .destinationBucket(sealed.name())
                        .destinationKey("k")));
  }

  private Bucket bucket(SseMode mode) {
    return mode == SseMode.UNASKED ? open : sealed;
  }

  private CopyObjectResponse copy(
      SseMode from, SseMode to, String sourceKey, CopyObjectRequest.Builder request) {
    request
        .sourceBucket(bucket(from).name())
        .sourceKey(sourceKey)
        .destinationBucket(
            to == SseMode.UNASKED && sourceKey.equals("same") ? sealed.name() : bucket(to).name());
    if (from == SseMode.SSE_C) {
      request
          .copySourceSSECustomerAlgorithm("AES256")
          .copySourceSSECustomerKey(SseMode.CUSTOMER.base64())
          .copySourceSSECustomerKeyMD5(SseMode.CUSTOMER.md5());
    }
    switch (to) {
      case UNASKED -> {}
      case SSE_S3 -> request.serverSideEncryption("AES256");
      case SSE_KMS -> request.serverSideEncryption("aws:kms");
      case DSSE_KMS -> request.serverSideEncryption("aws:kms:dsse");
      case SSE_C ->
          request
              .sseCustomerAlgorithm("AES256")
              .sseCustomerKey(SseMode.CUSTOMER.base64())
              .sseCustomerKeyMD5(SseMode.CUSTOMER.md5());
    }
    return server.s3().copyObject(request.build());
  }
}
