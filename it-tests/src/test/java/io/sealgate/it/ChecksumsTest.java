package io.sealgate.it;

import static io.sealgate.it.fixture.RawUpload.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Bodies;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Checksum;
import io.sealgate.it.fixture.RawAnswer;
import io.sealgate.it.fixture.RawRequest;
import io.sealgate.it.fixture.RawUpload;
import io.sealgate.it.fixture.SealgateServer;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.Arrays;
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
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The checksums of objects: each algorithm, however it comes, is the right one wherever shown. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChecksumsTest {

  private static final String PATH = "/checksums/object";
  private static final String TYPE = "x-amz-checksum-type";
  private static final byte[] BODY = Bodies.ofLength(150_000);
  private static final byte[] FIRST = Bodies.ofLength(5 << 20);
  private static final byte[] LAST = Bodies.ofLength(70_001);

  @Parameter Store store;
  private SealgateServer server;
  private Bucket bucket;

  @BeforeParameterizedClassInvocation
  void start() {
    server = SealgateServer.start(store.backend());
    bucket = Bucket.create(server.s3(), "checksums");
  }

  @AfterParameterizedClassInvocation
  void stop() {
    bucket.empty();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofAnObjectAreThoseOfItsHeader(Checksum checksum) {
    for (byte[] body : new byte[][] {{}, BODY}) {
      String value = checksum.base64(body);
      RawAnswer answer = putting(body).header(checksum.header(), value).send();
      assertChecksum(answer, checksum, value, "FULL_OBJECT");
      assertShown(SseMode.UNASKED, checksum, value, "FULL_OBJECT");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAnObjectAreThoseOfItsTrailer(Checksum checksum) {
    for (byte[] body : new byte[][] {{}, BODY}) {
      String value = checksum.base64(body);
      RawAnswer answer = putting(body).trailer(checksum.header(), value).send();
      assertChecksum(answer, checksum, value, "FULL_OBJECT");
      assertShown(SseMode.UNASKED, checksum, value, "FULL_OBJECT");
    }
  }

  /** Over HTTPS in a trailer alone, over HTTP in one that is signed as each chunk is. */
  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256", "SHA512"})
  void satisfyTheSdkThatComputesAndVerifiesThem(ChecksumAlgorithm algorithm) {
    Checksum checksum = Checksum.valueOf(algorithm.toString());
    for (Bucket client : List.of(bucket, bucket.by(server.plainS3()))) {
      PutObjectResponse put =
          client.put(client.putting("object").checksumAlgorithm(algorithm), BODY);
      assertThat(put.getValueForField(checksum.element(), String.class))
          .contains(checksum.base64(BODY));
      GetObjectResponse got =
          client.get(client.getting("object").checksumMode(ChecksumMode.ENABLED)).response();
      assertThat(got.getValueForField(checksum.element(), String.class))
          .contains(checksum.base64(BODY));
      assertShown(SseMode.UNASKED, checksum, checksum.base64(BODY), "FULL_OBJECT");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAnObjectThatComesWithoutAreCrc64NvmeInEachMode(SseMode mode) {
    for (byte[] body : new byte[][] {{}, BODY}) {
      String value = Checksum.CRC64NVME.base64(body);
      RawAnswer answer = with(putting(body), mode.asking()).send();
      assertChecksum(answer, Checksum.CRC64NVME, value, "FULL_OBJECT");
      assertShown(mode, Checksum.CRC64NVME, value, "FULL_OBJECT");
    }
  }

  @Test
  void areNotShownUnaskedNorOfARange() {
    assertThat(putting(BODY).header("x-amz-checksum-crc32", Checksum.CRC32.base64(BODY)).send())
        .extracting(RawAnswer::status)
        .isEqualTo(200);
    for (String method : new String[] {"GET", "HEAD"}) {
      assertNoChecksum(server.request(method, PATH).send());
      RawAnswer range = reading(method, SseMode.UNASKED).header("Range", "bytes=0-99999").send();
      assertThat(range.status()).isEqualTo(206);
      assertNoChecksum(range);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "CRC64NVME", mode = EnumSource.Mode.EXCLUDE)
  void ofAMultipartObjectAreComposedOfItsParts(Checksum checksum) {
    byte[][] parts =
        checksum == Checksum.CRC32 || checksum == Checksum.SHA256
            ? new byte[][] {FIRST, LAST}
            : new byte[][] {LAST};
    multipart(checksum, "COMPOSITE", checksum.composite(parts), parts);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void ofAMultipartObjectAreThoseOfTheWholeWhereAskedFor(Checksum checksum) {
    multipart(checksum, "FULL_OBJECT", checksum.base64(whole()), FIRST, LAST);
  }

  /** The last part brings its checksum in a header, the one before in a trailer. */
  private void multipart(Checksum checksum, String type, String value, byte[]... parts) {
    RawUpload upload =
        RawUpload.create(server, PATH, "x-amz-checksum-algorithm", checksum.name(), TYPE, type);
    int sizeBytes = 0;
    for (int i = 0; i < parts.length; i++) {
      String known = checksum.base64(parts[i]);
      RawRequest put = upload.putting(i + 1, parts[i]);
      RawRequest request =
          Arrays.equals(parts[i], LAST)
              ? put.header(checksum.header(), known)
              : put.trailer(checksum.header(), known);
      assertThat(upload.part(i + 1, request, checksum).header(checksum.header())).isEqualTo(known);
      sizeBytes += parts[i].length;
    }
    RawAnswer listed = upload.listed();
    assertThat(listed.text())
        .contains("<ChecksumAlgorithm>" + checksum + "<")
        .contains("<ChecksumType>" + type + "<");
    for (byte[] part : parts) {
      assertThat(listed.text()).contains(">" + checksum.base64(part) + "</" + checksum.element());
    }
    RawAnswer completed =
        upload
            .completing()
            .header(checksum.header(), value)
            .header(TYPE, type)
            .header("x-amz-mp-object-size", Integer.toString(sizeBytes))
            .send();
    assertThat(completed.element(checksum.element())).as("%s", completed).isEqualTo(value);
    assertThat(completed.element("ChecksumType")).isEqualTo(type);
    assertShown(SseMode.UNASKED, checksum, value, type);
    assertThat(bucket.get("object")).hasSize(sizeBytes); // and the SDK verifies what it can
  }

  /** SSE-S3 shows one at once, the KMS modes in reads only, SSE-C has none, as on AWS. */
  @ParameterizedTest
  @EnumSource
  void ofAMultipartObjectThatNobodyAskedForAreThoseOfTheMode(SseMode mode) {
    RawUpload upload = RawUpload.create(server, PATH, mode.asking());
    for (byte[] part : new byte[][] {FIRST, LAST}) {
      int number = Arrays.equals(part, FIRST) ? 1 : 2;
      assertNoChecksum(upload.part(number, with(upload.putting(number, part), mode.using())));
    }
    assertThat(upload.listed().text()).doesNotContain("Checksum");
    RawAnswer completed = with(upload.completing(), mode.using()).send();
    assertThat(completed.status()).as("%s", completed).isEqualTo(200);
    String value = Checksum.CRC64NVME.base64(whole());
    assertThat(completed.element("ChecksumCRC64NVME")).isEqualTo(mode.hasMd5ETag() ? value : "");
    if (mode == SseMode.SSE_C) {
      assertNoChecksum(reading("HEAD", mode).send());
      assertNoChecksum(reading("GET", mode).send());
    } else {
      assertShown(mode, Checksum.CRC64NVME, value, "FULL_OBJECT");
    }
  }

  private void assertShown(SseMode mode, Checksum checksum, String value, String type) {
    assertChecksum(reading("HEAD", mode).send(), checksum, value, type);
    assertChecksum(reading("GET", mode).send(), checksum, value, type);
    RawAnswer attributes =
        with(server.request("GET", PATH), mode.using())
            .query("attributes", "")
            .header("x-amz-object-attributes", "Checksum")
            .send();
    assertThat(attributes.element(checksum.element())).as("%s", attributes).isEqualTo(value);
    assertThat(attributes.element("ChecksumType")).isEqualTo(type);
  }

  /** The answer shows that checksum, and no other. */
  private static void assertChecksum(
      RawAnswer answer, Checksum checksum, String value, String type) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    for (Checksum each : Checksum.values()) {
      assertThat(answer.header(each.header())).isEqualTo(each == checksum ? value : "");
    }
    assertThat(answer.header(TYPE)).isEqualTo(type);
  }

  private static void assertNoChecksum(RawAnswer answer) {
    assertThat(answer.status()).as("%s", answer).isLessThan(300);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("x-amz-checksum-"));
  }

  private RawRequest putting(byte[] body) {
    return server.request("PUT", PATH).body(body);
  }

  private RawRequest reading(String method, SseMode mode) {
    return with(server.request(method, PATH), mode.using())
        .header("x-amz-checksum-mode", "ENABLED");
  }

  private static byte[] whole() {
    byte[] whole = Arrays.copyOf(FIRST, FIRST.length + LAST.length);
    System.arraycopy(LAST, 0, whole, FIRST.length, LAST.length);
    return whole;
  }
}
