package io.sealgate.it;

import static io.sealgate.it.fixture.RawUpload.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Digest;
import io.sealgate.it.fixture.MultipartUpload;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The ETags of objects: one for each, wherever it is shown, and what clients take it for. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ETagsTest {

  private static final byte[] FIRST = Bodies.ofLength(MultipartUpload.SHORTEST_PART_BYTES);
  private static final byte[] LAST = Bodies.ofLength(70_001);
  private static final String STRANGER = "\"00000000000000000000000000000000\"";

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;
  private Bucket direct;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "etags");
    direct = bucket.by(server.direct());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofObjectsAreTheMd5WhereAwsShowsItAndTheStoresElsewhere(SseMode mode) {
    for (int size : new int[] {0, 1000, 300_000}) {
      byte[] body = Bodies.ofLength(size);
      String md5 = '"' + Digest.MD5.hex(body) + '"';
      String eTag = bucket.put("object", mode, body).eTag();
      if (mode.hasMd5ETag()) {
        assertThat(eTag).isEqualTo(md5);
      } else {
        assertThat(eTag).isNotEqualTo(md5).isEqualTo(backendETag());
      }
      assertShown(mode, eTag);
      assertConditions(mode, eTag, mode.hasMd5ETag() ? STRANGER : md5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofMultipartObjectsAreComposedOfTheirParts(SseMode mode) {
    MultipartUpload upload = MultipartUpload.create(bucket, "object", mode);
    String first = upload.part(1, FIRST).eTag();
    String last = upload.part(2, LAST).eTag();
    String eTag = upload.complete().eTag();
    if (mode.hasMd5ETag()) {
      assertThat(first).isEqualTo('"' + Digest.MD5.hex(FIRST) + '"');
      assertThat(last).isEqualTo('"' + Digest.MD5.hex(LAST) + '"');
      assertThat(eTag).isEqualTo('"' + Digest.MD5.hex(md5s()) + "-2\"");
    } else {
      assertThat(first).isNotEqualTo('"' + Digest.MD5.hex(FIRST) + '"');
      assertThat(last).isNotEqualTo('"' + Digest.MD5.hex(LAST) + '"');
      assertThat(eTag).endsWith("-2\"").isEqualTo(backendETag());
    }
    assertShown(mode, eTag);
    assertConditions(mode, eTag, STRANGER);
  }

  @ParameterizedTest
  @EnumSource(names = {"SSE_S3", "SSE_KMS", "DSSE_KMS"})
  void ofCopiesAreTheirOwnAndNeverAnMd5ThatIsNone(SseMode mode) {
    byte[] body = Bodies.ofLength(100_000);
    String md5 = '"' + Digest.MD5.hex(body) + '"';
    for (SseMode from : List.of(SseMode.SSE_S3, SseMode.SSE_KMS, SseMode.DSSE_KMS)) {
      bucket.put("source", from, body);
      String eTag = bucket.s3().copyObject(copy(mode)).copyObjectResult().eTag();
      if (mode == SseMode.SSE_S3) {
        assertThat(eTag.equals(md5) || eTag.contains("-")).as(eTag).isTrue();
      } else {
        assertThat(eTag).isNotEqualTo(md5).isEqualTo(backendETag());
      }
      assertThat(mode == from && mode == SseMode.SSE_S3 && !eTag.equals(md5)).isFalse();
      assertShown(mode, eTag);
    }
    bucket.delete("source");
  }

  private static CopyObjectRequest copy(SseMode mode) {
    ServerSideEncryption encryption =
        switch (mode) {
          case SSE_KMS -> ServerSideEncryption.AWS_KMS;
          case DSSE_KMS -> ServerSideEncryption.AWS_KMS_DSSE;
          case UNASKED, SSE_S3, SSE_C -> ServerSideEncryption.AES256;
        };
    return CopyObjectRequest.builder()
        .sourceBucket("etags")
        .sourceKey("source")
        .destinationBucket("etags")
        .destinationKey("object")
        .serverSideEncryption(encryption)
        .build();
  }

  private void assertShown(SseMode mode, String eTag) {
    assertThat(bucket.head(mode.read(bucket.heading("object"))).eTag()).isEqualTo(eTag);
    assertThat(bucket.get(mode.read(bucket.getting("object"))).response().eTag()).isEqualTo(eTag);
    assertThat(
            bucket
                .s3()
                .getObjectAttributes(
                    mode.read(bucket.describing("object").objectAttributesWithStrings("ETag"))
                        .build())
                .eTag())
        .isEqualTo(eTag.replace("\"", ""));
    assertThat(bucket.s3().listObjects(list -> list.bucket("etags").prefix("object")).contents())
        .extracting(S3Object::eTag)
        .containsExactly(eTag);
    assertThat(bucket.s3().listObjectsV2(list -> list.bucket("etags").prefix("object")).contents())
        .extracting(S3Object::eTag)
        .containsExactly(eTag);
    RawAnswer range = read("GET", mode, "Range", "bytes=0-0");
    if (range.status() == 206) { // there is none of an empty object
      assertThat(range.header("ETag")).isEqualTo(eTag);
    }
  }

  private void assertConditions(SseMode mode, String eTag, String other) {
    for (String method : new String[] {"GET", "HEAD"}) {
      assertThat(read(method, mode, "If-Match", eTag).status()).isEqualTo(200);
      assertThat(read(method, mode, "If-Match", other).status()).isEqualTo(412);
      assertThat(read(method, mode, "If-None-Match", other).status()).isEqualTo(200);
      RawAnswer unchanged = read(method, mode, "If-None-Match", other + ", " + eTag);
      assertThat(unchanged.status()).isEqualTo(304);
      assertThat(unchanged.header("ETag")).isEqualTo(eTag);
    }
  }

  private RawAnswer read(String method, SseMode mode, String header, String value) {
    return with(server.request(method, "/etags/object"), mode.using()).header(header, value).send();
  }

  private String backendETag() {
    return direct.head(direct.heading("object")).eTag();
  }

  private static byte[] md5s() {
    byte[] both = Arrays.copyOf(Digest.MD5.bytes(FIRST), 32);
    System.arraycopy(Digest.MD5.bytes(LAST), 0, both, 16, 16);
    return both;
  }
}
