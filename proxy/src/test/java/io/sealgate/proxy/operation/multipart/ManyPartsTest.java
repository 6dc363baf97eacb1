package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.element;
import static io.sealgate.proxy.operation.multipart.UploadFixture.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.body.DigestType;
import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.crypto.multipart.RecordLayout;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.ETagText;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many parts as S3 allows. What they hold is made up: 50 GB of it would not fit a test. */
final class ManyPartsTest {

  private static final int MOST_PARTS = 10_000;

  @SuppressWarnings("NullAway.Init") // by JUnit
  @TempDir
  private Path folder;

  @Test
  void completesAndListsTenThousandPartsOfDifferentSizes() {
    try (OperationFixture s3 = new OperationFixture(folder)) {
      UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms:dsse");
      UploadName name = new UploadName(ObjectLocation.of("box", "k"), upload.uploadId);
      List<Sent> parts = new ArrayList<>();
      try (UploadDocument document = s3.multipartState.uploads().read(name)) {
        for (int number = 1; number <= MOST_PARTS; number++) {
          parts.add(makeUp(s3, upload, name, (UploadDocument.Sealed) document.body(), number));
        }
      }
      S3Response completed = upload.complete(s3, parts);
      assertThat(element(completed, "ETag")).endsWith("-10000\"");
      List<String> records = s3.store.names("sealgate-system/completed/");
      assertThat(records).hasSize(1);
      byte[] record = s3.store.get(records.getFirst()).bytes();
      assertThat(record.length).isLessThan(RecordSealer.MAX_RECORD_BYTES);
      RecordLayout layout = RecordSealer.readUnopened(record);
      assertThat(layout.partCount()).isEqualTo(MOST_PARTS);
      assertThat(layout.plaintextBytes())
          .isEqualTo((long) MOST_PARTS * LEAST_PART_BYTES + MOST_PARTS / 2);
      assertThat(s3.store.names("sealgate-system/uploads/")).as("the notes are gone").hasSize(2);
    }
  }

  @Test
  void listsTenThousandPartsPageByPage() {
    try (OperationFixture s3 = new OperationFixture(folder)) {
      UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
      UploadName name = new UploadName(ObjectLocation.of("box", "k"), upload.uploadId);
      try (UploadDocument document = s3.multipartState.uploads().read(name)) {
        for (int number = 1; number <= MOST_PARTS; number += 3) {
          makeUp(s3, upload, name, (UploadDocument.Sealed) document.body(), number);
        }
      }
      List<String> numbers = new ArrayList<>();
      S3Response page = upload.list(s3, "");
      numbers.addAll(elements(page, "PartNumber"));
      while (element(page, "IsTruncated").equals("true")) {
        page = upload.list(s3, "part-number-marker=" + element(page, "NextPartNumberMarker") + "&");
        numbers.addAll(elements(page, "PartNumber"));
      }
      assertThat(numbers).hasSize(3334).doesNotHaveDuplicates().endsWith("10000");
    }
  }

  /** A part of which the store holds a few bytes, and a note that tells of 5 MiB, or one more. */
  private static Sent makeUp(
      OperationFixture s3,
      UploadFixture upload,
      UploadName name,
      UploadDocument.Sealed sealed,
      int number) {
    byte[] stored = ByteBuffer.allocate(4).putInt(number).array();
    String eTag =
        PartETags.ofAnswer(
            s3.store.answer(
                BackendRequest.of("PUT", "box", "k")
                    .withQuery(
                        "partNumber=" + number + "&uploadId=" + upload.uploadId.replace("+", "%2B"))
                    .withBody(stored)));
    byte[] salts = new byte[16 * sealed.envelope().fields().mode().layerCount()];
    ByteBuffer.wrap(salts).putInt(number);
    byte[] md5 = HexFormat.of().parseHex(UploadFixture.md5Hex(stored));
    s3.multipartState
        .notes()
        .write(
            name,
            sealed,
            new PartNote(
                number,
                ETagText.unquoted(eTag),
                LEAST_PART_BYTES + number % 2,
                Bytes.copyOf(salts),
                new Digests(Map.of(DigestType.MD5, Bytes.copyOf(md5)))));
    return new Sent(number, eTag);
  }
}
