package io.sealgate.proxy.operation.copy;

import static io.sealgate.proxy.operation.copy.StoredForm.DSSE_KMS;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_C;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_KMS;
import static io.sealgate.proxy.operation.copy.StoredForm.SSE_S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies between all forms of objects, and what they ask of the store. */
final class CopyObjectTest {

  private static final byte[] NOTHING = {};
  private static final byte[] BODY = UploadFixture.random(200_000);
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  @AutoClose private final OperationFixture s3;

  CopyObjectTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copiesFromEachFormToEach(StoredForm from, StoredForm to) {
    for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000}) {
      byte[] body = UploadFixture.random(length);
      s3.put(from.path("source"), body, from.asked());
      s3.store.takeRequests();
      S3Response copied = s3.put(to.path("copy"), NOTHING, from.copied("source", to.asked()));
      List<BackendRequest> asked = s3.store.takeRequests();
      S3Response read = s3.get(to.path("copy"), to.reading());
      assertThat(read.body()).isEqualTo(body);
      assertThat(element(copied, "ETag"))
          .isEqualTo(read.headers().first("ETag"))
          .isEqualTo(s3.head(to.path("copy"), to.reading()).headers().first("ETag"));
      for (String header :
          new String[] {UploadFixture.SSE, UploadFixture.SSE + "-aws-kms-key-id"}) {
        assertThat(copied.headers().first(header)).isEqualTo(read.headers().first(header));
      }
      if (from.layers() == to.layers()) {
        assertThat(asked).noneMatch(CopyObjectTest::bringsABody);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copiesMultipartObjectsWithTheirPartsWhereTheBodyStays(StoredForm from, StoredForm to) {
    byte[] first = UploadFixture.random(UploadFixture.LEAST_PART_BYTES);
    byte[] second = UploadFixture.random(70_000);
    upload(from, first, second);
    s3.put(to.path("copy"), NOTHING, from.copied("source", to.asked()));
    byte[] whole = new byte[first.length + second.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    assertThat(s3.get(to.path("copy"), to.reading()).body()).isEqualTo(whole);
    String across = "bytes=" + (first.length - 10) + "-" + (first.length + 9);
    assertThat(s3.get(to.path("copy"), to.reading("Range", across)).body())
        .isEqualTo(Arrays.copyOfRange(whole, first.length - 10, first.length + 10));
    assertThat(s3.head(to.path("copy"), to.reading()).headers().first("Content-Length"))
        .isEqualTo(Integer.toString(whole.length));
    if (from.layers() > 0 && from.layers() == to.layers()) {
      S3Response part = s3.get(to.path("copy") + "?partNumber=2", to.reading());
      assertThat(part.body()).isEqualTo(second);
      assertThat(part.headers().first("x-amz-mp-parts-count")).isEqualTo("2");
    }
    assertThat(s3.replica().get(to.path("copy"), to.reading()).body()).isEqualTo(whole);
  }

  @Test
  void copiesAnObjectOntoItselfInAnotherMode() {
    for (StoredForm to : List.of(SSE_KMS, SSE_C, DSSE_KMS, SSE_S3)) {
      s3.put("/box/source", BODY, SSE_KMS.asked());
      s3.put("/box/source", NOTHING, SSE_KMS.copied("source", to.asked()));
      assertThat(s3.get("/box/source", to.reading()).body()).isEqualTo(BODY);
    }
  }

  @Test
  void sealsCopiesAsTheDestinationSaysWhenNothingIsAsked() {
    s3.put("/box/source", BODY, SSE_KMS.asked());
    S3Response copied = s3.put("/box/copy", NOTHING, SSE_KMS.copied("source"));
    assertThat(copied.headers().first(UploadFixture.SSE)).isEqualTo("AES256");
    assertThat(copied.headers().first(UploadFixture.SSE + "-aws-kms-key-id")).isNull();
    s3.put("/clear/copy", NOTHING, SSE_KMS.copied("source"));
    assertThat(s3.store.get("clear/copy").bytes()).isEqualTo(BODY);
  }

  @Test
  void keepsTheMd5OfSseS3Sources() {
    String tag = s3.put("/box/source", BODY).headers().first("ETag");
    assertThat(element(s3.put("/box/copy", NOTHING, SSE_S3.copied("source")), "ETag"))
        .isEqualTo(tag);
    s3.put("/box/kms", NOTHING, SSE_S3.copied("source", SSE_KMS.asked()));
    assertThat(element(s3.put("/box/back", NOTHING, SSE_KMS.copied("kms")), "ETag")).isEqualTo(tag);
  }

  @ParameterizedTest
  @EnumSource(names = "PLAINTEXT", mode = EnumSource.Mode.EXCLUDE)
  void carriesTheChecksumOver(StoredForm from) {
    s3.put(
        from.path("source"),
        "123456789".getBytes(StandardCharsets.US_ASCII),
        from.asked("x-amz-checksum-crc32", "y/Q5Jg=="));
    for (StoredForm to : List.of(SSE_S3, DSSE_KMS, SSE_C)) {
      S3Response copied = s3.put("/box/copy", NOTHING, from.copied("source", to.asked()));
      assertThat(element(copied, "ChecksumCRC32")).isEqualTo("y/Q5Jg==");
      S3Response head = s3.head("/box/copy", to.reading(CHECKSUM_MODE, "ENABLED"));
      assertThat(head.headers().first("x-amz-checksum-crc32")).isEqualTo("y/Q5Jg==");
    }
  }

  @ParameterizedTest
  @EnumSource
  void computesTheChecksumThatIsAskedFor(StoredForm from) {
    s3.put(
        from.path("source"),
        BODY,
        from.asked("x-amz-sdk-checksum-algorithm", "CRC32", "x-amz-checksum-crc32", crc32()));
    S3Response copied =
        s3.put("/box/copy", NOTHING, from.copied("source", "x-amz-checksum-algorithm", "SHA256"));
    assertThat(element(copied, "ChecksumSHA256")).isEqualTo(sha256());
    assertThat(element(copied, "ChecksumType")).isEqualTo("FULL_OBJECT");
    S3Response head = s3.head("/box/copy", CHECKSUM_MODE, "ENABLED");
    assertThat(head.headers().first("x-amz-checksum-sha256")).isEqualTo(sha256());
    assertThat(head.headers().first("x-amz-checksum-crc32")).isNull();
    assertThat(s3.get("/box/copy").body()).isEqualTo(BODY);
  }

  @Test
  void turnsACustomersKeyIntoAnother() {
    s3.put("/box/source", BODY, SSE_C.asked());
    String[] another = UploadFixture.customerKey(2);
    s3.put("/box/copy", NOTHING, SSE_C.copied("source", another));
    assertThat(s3.get("/box/copy", another).body()).isEqualTo(BODY);
    refused(S3Error.ACCESS_DENIED, () -> s3.get("/box/copy", SSE_C.reading()));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(StoredForm.values())
        .flatMap(from -> Stream.of(StoredForm.values()).map(to -> Arguments.of(from, to)));
  }

  /** Reads more than the end of a body, or sends one. */
  private static boolean bringsABody(BackendRequest request) {
    return request.body().length > 0
        || (request.method().equals("GET") && request.headers().first("Range") == null);
  }

  private void upload(StoredForm form, byte[]... parts) {
    UploadFixture upload = UploadFixture.create(s3, form.path("source"), form.asked());
    List<UploadFixture.Sent> sent = new ArrayList<>();
    for (byte[] part : parts) {
      sent.add(upload.send(s3, sent.size() + 1, part));
    }
    upload.complete(s3, sent);
  }

  private static String element(S3Response answer, String name) {
    Matcher matcher =
        Pattern.compile("<" + name + ">([^<]*)</" + name + ">")
            .matcher(new String(answer.body(), StandardCharsets.UTF_8));
    assertThat(matcher.find()).as("%s", new String(answer.body(), StandardCharsets.UTF_8)).isTrue();
    return matcher.group(1).replace("&quot;", "\"");
  }

  private static String crc32() {
    CRC32 crc = new CRC32();
    crc.update(BODY);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static String sha256() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(BODY));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void refused(S3Error error, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
