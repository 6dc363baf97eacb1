package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CompleteMultipartUpload promises is held, or refused, where a rule says mode none, too. */
final class UnsealedCompletionTest {

  private static final byte[] FIRST = random(LEAST_PART_BYTES);
  private static final byte[] LAST = random(1000);
  private static final String SIZE = "x-amz-mp-object-size";
  private static final String CRC64 = "AAAAAAAAAAA=";

  @AutoClose private final OperationFixture s3;

  @SuppressWarnings("NullAway.Init") // by upload()
  private UploadFixture upload;

  UnsealedCompletionTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void holdsThePromisedSizeAgainstTheStoresParts() {
    List<Sent> parts = upload();
    assertRefused(
        () -> upload.complete(s3, parts, SIZE, "7"),
        S3Error.INVALID_REQUEST,
        "The provided 'x-amz-mp-object-size' header value 7 does not match what was computed: "
            + (FIRST.length + LAST.length));
    assertRefused(
        () -> upload.complete(s3, List.of(new Sent(1, "\"no\"")), SIZE, "5"), S3Error.INVALID_PART);
    assertThat(s3.store.has("clear/k")).isFalse();
    String size = Integer.toString(FIRST.length + LAST.length);
    assertThat(upload.complete(s3, parts, SIZE, size).status()).isEqualTo(200);
  }

  @Test
  void refusesAChecksumOfTheWholeThatItCannotTell() {
    List<Sent> parts = upload();
    assertRefused(
        () -> upload.complete(s3, parts, "x-amz-checksum-crc64nvme", CRC64),
        S3Error.NOT_IMPLEMENTED);
    assertThat(s3.store.has("clear/k")).isFalse();
    // AWS ignores these of an upload that declared none; clients send them unasked.
    assertThat(upload.complete(s3, parts, "x-amz-checksum-crc32", "AAAAAA==").status())
        .isEqualTo(200);
  }

  @Test
  void refusesAnotherTypeOfChecksumThanTheUploads() {
    List<Sent> parts = upload();
    assertRefused(
        () -> upload.complete(s3, parts, "x-amz-checksum-type", "COMPOSITE"),
        S3Error.INVALID_REQUEST);
  }

  @Test
  void refusesPartsWithAnotherChecksumThanTheUploads() {
    List<Sent> parts = upload();
    assertRefused(() -> complete(parts, "CRC32", "AAAAAA=="), S3Error.INVALID_PART);
    List<Sent> declared = upload("x-amz-checksum-algorithm", "CRC64NVME");
    assertRefused(() -> complete(declared, "CRC32", "AAAAAA=="), S3Error.BAD_DIGEST);
  }

  @Test
  void demandsTheChecksumsOfWhichACompositeOneIsMade() {
    upload = UploadFixture.create(s3, "/clear/k", "x-amz-checksum-algorithm", "CRC32");
    S3Response sent = upload.sent(s3, 1, new byte[4], "x-amz-checksum-crc32", "IUTfHA==");
    List<Sent> parts = List.of(new Sent(1, Objects.requireNonNull(sent.headers().first("ETag"))));
    assertRefused(() -> upload.complete(s3, parts), S3Error.INVALID_REQUEST);
    assertThat(complete(parts, "CRC32", "IUTfHA==").status()).isEqualTo(200);
  }

  /**
   * As SDKs do unasked: the upload declares a checksum, and the document names one of each part.
   * Nothing keeps those, so that any value passes; what the parts are, their ETags say.
   */
  @Test
  void completesWhatDeclaredItsChecksum() {
    List<Sent> parts = upload("x-amz-checksum-algorithm", "CRC64NVME");
    assertThat(complete(parts, "CRC64NVME", CRC64, "x-amz-checksum-type", "FULL_OBJECT").status())
        .isEqualTo(200);
    assertThat(s3.get("/clear/k").body()).hasSize(FIRST.length + LAST.length);
  }

  /** The client has lost the answer and asks again, perhaps another replica. */
  @Test
  void answersARepetitionAsTheFirstTime() {
    List<Sent> parts = upload();
    S3Response first = upload.complete(s3, parts);
    String size = Integer.toString(FIRST.length + LAST.length);
    try (OperationFixture replica = s3.replica()) {
      for (S3Response again :
          List.of(
              upload.complete(replica, parts),
              upload.complete(replica, parts, SIZE, size),
              upload.complete(replica, parts, "If-None-Match", "*"))) {
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
      }
    }
  }

  @Test
  void answersARepetitionOfWhatHasReplacedTheObjectThatItNames() {
    s3.put("/clear/k", LAST);
    String replaced = s3.store.get("clear/k").etag();
    List<Sent> parts = upload();
    S3Response first = upload.complete(s3, parts, "If-Match", replaced);
    assertThat(upload.complete(s3, parts, "If-Match", replaced).body()).isEqualTo(first.body());
  }

  /** As MinIO does, which looks at the condition before it looks for the upload. */
  @Test
  void answersARepetitionWhoseConditionItsOwnObjectBreaks() {
    List<Sent> parts = upload();
    upload.complete(s3, parts, "If-None-Match", "*");
    s3.store.answerInstead(
        request -> request.method().equals("POST"),
        412,
        "<Error><Code>PreconditionFailed</Code></Error>");
    assertThat(upload.complete(s3, parts, "If-None-Match", "*").status()).isEqualTo(200);
  }

  /** Two clients may store the same: only one of them has created the object. */
  @Test
  void refusesAnOpenUploadWhoseConditionJustSuchAnObjectBreaks() {
    List<Sent> others = upload();
    upload.complete(s3, others, "If-None-Match", "*");
    List<Sent> parts = upload();
    assertRefused(
        () -> upload.complete(s3, parts, "If-None-Match", "*"), S3Error.PRECONDITION_FAILED);
  }

  @Test
  void refusesARepetitionThatAsksForSomethingElse() {
    List<Sent> parts = upload();
    upload.complete(s3, parts);
    assertRefused(() -> upload.complete(s3, parts.subList(0, 1)), S3Error.NO_SUCH_UPLOAD);
    assertRefused(
        () -> upload.complete(s3, List.of(new Sent(1, "\"no\""))), S3Error.NO_SUCH_UPLOAD);
    assertRefused(() -> upload.complete(s3, parts, SIZE, "7"), S3Error.INVALID_REQUEST);
  }

  @Test
  void refusesARepetitionOnceTheObjectIsAnotherOne() {
    List<Sent> parts = upload();
    upload.complete(s3, parts);
    s3.put("/clear/k", LAST);
    assertRefused(() -> upload.complete(s3, parts), S3Error.NO_SUCH_UPLOAD);
    s3.store.remove("clear/k");
    assertRefused(() -> upload.complete(s3, parts), S3Error.NO_SUCH_UPLOAD);
  }

  private List<Sent> upload(String... headers) {
    upload = UploadFixture.create(s3, "/clear/k", headers);
    return List.of(upload.send(s3, 1, FIRST), upload.send(s3, 2, LAST));
  }

  private S3Response complete(
      List<Sent> parts, String algorithm, String checksum, String... headers) {
    List<String> rows = new ArrayList<>();
    for (Sent part : parts) {
      rows.add(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag><Checksum%s>%s</Checksum%s></Part>"
              .formatted(part.number(), part.eTag(), algorithm, checksum, algorithm));
    }
    String document =
        "<CompleteMultipartUpload>" + String.join("", rows) + "</CompleteMultipartUpload>";
    return s3.send("POST", upload.target(""), document.getBytes(StandardCharsets.UTF_8), headers);
  }
}
