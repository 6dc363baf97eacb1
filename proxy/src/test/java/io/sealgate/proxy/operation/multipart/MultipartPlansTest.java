package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.customerKey;
import static io.sealgate.proxy.operation.multipart.UploadFixture.element;
import static io.sealgate.proxy.operation.multipart.UploadFixture.elements;
import static io.sealgate.proxy.operation.multipart.UploadFixture.md5Hex;
import static io.sealgate.proxy.operation.multipart.UploadFixture.modes;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.auth.HeaderList;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MultipartPlansTest {

  private static final byte[] FIRST = random(LEAST_PART_BYTES);
  private static final byte[] LAST = random(70_001);

  @AutoClose private final OperationFixture s3;

  MultipartPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void completesAnUploadOfEachModeOverSeveralReplicas() {
    for (String[] mode : modes()) {
      try (OperationFixture second = s3.replica();
          OperationFixture third = s3.replica()) {
        UploadFixture upload = UploadFixture.create(s3, "/box/k", mode);
        Sent last = upload.send(second, 7, LAST);
        Sent first = upload.send(third, 3, FIRST);
        S3Response completed = upload.complete(second, List.of(first, last));
        assertThat(completed.status()).as(mode[1]).isEqualTo(200);
        assertThat(element(completed, "ETag")).as(mode[1]).endsWith("-2\"");
        assertThat(element(completed, "Location")).isEqualTo("https://localhost/box/k");
        String[] key = mode.length > 2 ? mode : new String[0];
        S3Response read = third.get("/box/k", key);
        assertThat(read.headers().first("ETag")).as(mode[1]).isEqualTo(element(completed, "ETag"));
        assertThat(Arrays.equals(read.body(), joined(FIRST, LAST))).as(mode[1]).isTrue();
      }
    }
  }

  @Test
  void storesNoPlaintextOfAPart() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    byte[] text =
        "the quick brown fox ".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    upload.complete(s3, List.of(upload.send(s3, 1, text)));
    String stored =
        new String(s3.store.get("box/k").bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(stored).doesNotContain("quick");
    for (String name : s3.store.names("sealgate-system/")) {
      assertThat(
              new String(s3.store.get(name).bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("quick");
    }
  }

  @Test
  void showsMd5sOfThePlaintextAsTheETagsOfSseS3() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    Sent first = upload.send(s3, 1, FIRST);
    Sent last = upload.send(s3, 2, LAST);
    assertThat(first.eTag()).isEqualTo('"' + md5Hex(FIRST) + '"');
    byte[] md5s = HexFormat.of().parseHex(md5Hex(FIRST) + md5Hex(LAST));
    assertThat(element(upload.complete(s3, List.of(first, last)), "ETag"))
        .isEqualTo('"' + md5Hex(md5s) + "-2\"");
  }

  @Test
  void sealsEachAttemptAtAPartAnew() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    s3.store.takeRequests();
    upload.send(s3, 1, LAST);
    upload.send(s3, 1, LAST);
    List<byte[]> stored =
        s3.store.takeRequests().stream()
            .filter(request -> request.rawQuery().startsWith("partNumber="))
            .map(request -> request.body())
            .toList();
    assertThat(stored).hasSize(2);
    assertThat(stored.get(0)).isNotEqualTo(stored.get(1));
  }

  @Test
  void takesAnIdenticalPartThatWasSentTwice() {
    for (String[] mode : modes()) {
      UploadFixture upload = UploadFixture.create(s3, "/box/k", mode);
      upload.send(s3, 1, LAST);
      Sent again = upload.send(s3, 1, LAST);
      assertThat(upload.complete(s3, List.of(again)).status()).as(mode[1]).isEqualTo(200);
    }
  }

  @Test
  void forgetsAnUploadThatIsAborted() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    Sent sent = upload.send(s3, 1, LAST);
    assertThat(upload.abort(s3).status()).isEqualTo(204);
    assertThat(s3.store.openUploads()).isZero();
    assertThat(s3.store.names("sealgate-system/uploads/")).isEmpty();
    assertRefused(() -> upload.send(s3, 2, LAST), S3Error.NO_SUCH_UPLOAD);
    assertRefused(() -> upload.complete(s3, List.of(sent)), S3Error.NO_SUCH_UPLOAD);
    assertRefused(() -> upload.list(s3, ""), S3Error.NO_SUCH_UPLOAD);
    assertRefused(() -> upload.abort(s3), S3Error.NO_SUCH_UPLOAD);
  }

  @Test
  void refusesPartsUnlikeTheirUpload() {
    UploadFixture customer = UploadFixture.create(s3, "/box/k", customerKey(1));
    assertRefused(
        () -> s3.send("PUT", customer.target("partNumber=1&"), LAST),
        S3Error.INVALID_REQUEST,
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
            + " the appropriate encryption parameters.");
    assertRefused(
        () -> s3.send("PUT", customer.target("partNumber=1&"), LAST, customerKey(2)),
        S3Error.INVALID_REQUEST,
        "The provided encryption parameters did not match the ones used originally.");
    UploadFixture managed = UploadFixture.create(s3, "/box/m", SSE, "AES256");
    assertRefused(
        () -> s3.send("PUT", managed.target("partNumber=1&"), LAST, customerKey(1)),
        S3Error.INVALID_REQUEST);
    assertRefused(
        () -> s3.send("PUT", managed.target("partNumber=1&"), LAST, SSE, "AES256"),
        S3Error.INVALID_ARGUMENT);
  }

  @Test
  void refusesAPartThatTheStoreCouldNotHoldBeforeItIsRead() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    for (long lengthBytes : new long[] {5L << 30, 100_000_000_000_000_000L}) {
      assertRefused(
          () -> s3.sendDeclaring(upload.target("partNumber=1&"), lengthBytes),
          S3Error.ENTITY_TOO_LARGE);
    }
  }

  @Test
  void refusesPartsThatAreTooSmallInPlaintextTerms() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    Sent small = upload.send(s3, 1, random(LEAST_PART_BYTES - 1));
    Sent last = upload.send(s3, 2, LAST);
    assertRefused(() -> upload.complete(s3, List.of(small, last)), S3Error.ENTITY_TOO_SMALL);
    assertThat(upload.complete(s3, List.of(last)).status()).isEqualTo(200);
  }

  @Test
  void tellsThePromisedSizeFromThePlaintextOne() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    Sent part = upload.send(s3, 1, LAST);
    assertRefused(
        () -> upload.complete(s3, List.of(part), "x-amz-mp-object-size", "70002"),
        S3Error.INVALID_REQUEST,
        "The provided 'x-amz-mp-object-size' header value 70002 does not match what was computed:"
            + " 70001");
    assertThat(upload.complete(s3, List.of(part), "x-amz-mp-object-size", "70001").status())
        .isEqualTo(200);
  }

  @Test
  void passesUploadsThroughWhereARuleSaysSo() {
    UploadFixture upload = UploadFixture.create(s3, "/clear/k");
    Sent first = upload.send(s3, 1, FIRST);
    Sent last = upload.send(s3, 2, LAST);
    assertThat(elements(upload.list(s3, ""), "Size"))
        .containsExactly(Integer.toString(FIRST.length), "70001");
    S3Response completed = upload.complete(s3, List.of(first, last));
    assertThat(completed.headers().first(SSE)).isNull();
    assertThat(s3.get("/clear/k").body()).hasSize(FIRST.length + LAST.length);
  }

  @Test
  void saysHowAnUploadIsSealedInEachAnswer() {
    UploadFixture kms = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    String keyArn = kms.created.headers().first(SSE + "-aws-kms-key-id");
    assertThat(keyArn).startsWith("arn:aws:kms:");
    S3Response sent = kms.sent(s3, 1, LAST);
    HeaderList part = sent.headers();
    assertThat(part.first(SSE)).isEqualTo("aws:kms");
    assertThat(part.first(SSE + "-aws-kms-key-id")).isEqualTo(keyArn);
    S3Response completed =
        kms.complete(
            s3, List.of(new Sent(1, java.util.Objects.requireNonNull(part.first("ETag")))));
    assertThat(completed.headers().first(SSE)).isEqualTo("aws:kms");
    UploadFixture customer = UploadFixture.create(s3, "/box/c", customerKey(1));
    S3Response answer = customer.complete(s3, List.of(customer.send(s3, 1, LAST)));
    assertThat(answer.headers().first(SSE + "-customer-algorithm")).isEqualTo("AES256");
    assertThat(answer.headers().first(SSE + "-customer-key-MD5")).isNull();
  }

  @Test
  void completesWithoutTheCustomersKeyAndRefusesAnother() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", customerKey(1));
    List<Sent> parts = List.of(upload.send(s3, 1, LAST));
    String refusal =
        "The object was stored using a form of Server Side Encryption. Correct SSE-C request"
            + " parameters are required for this request when specifying checksums for each part.";
    assertRefused(
        () -> upload.complete(s3, parts, customerKey(2)), S3Error.INVALID_REQUEST, refusal);
    UploadFixture managed = UploadFixture.create(s3, "/box/m", SSE, "AES256");
    List<Sent> others = List.of(managed.send(s3, 1, LAST));
    assertRefused(
        () -> managed.complete(s3, others, customerKey(1)), S3Error.INVALID_REQUEST, refusal);
    S3Response completed = upload.complete(s3, parts, customerKey(1));
    assertThat(completed.headers().first(SSE + "-customer-key-MD5")).isNotNull();
  }

  private static byte[] joined(byte[] first, byte[] last) {
    byte[] both = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, both, first.length, last.length);
    return both;
  }
}
