package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.customerKey;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.envelope.ObjectLocation;
import io.sealgate.crypto.multipart.CompletionRecord;
import io.sealgate.crypto.multipart.PartExtras;
import io.sealgate.crypto.multipart.RecordSealer;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads objects that were uploaded in parts, against a store in memory. */
final class MultipartReadTest {

  private static final String[] SINGLE_KMS = {SSE, "aws:kms"};
  private static final int FIRST_BYTES = LEAST_PART_BYTES + 12_345;
  private static final int SECOND_BYTES = LEAST_PART_BYTES;

  @AutoClose private final OperationFixture s3;

  MultipartReadTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse", "SSE-C"})
  void readsTheWholeAndAnyRangeInEachMode(String mode) {
    String[] headers = mode.equals("SSE-C") ? customerKey(7) : new String[] {SSE, mode};
    String[] key = mode.equals("SSE-C") ? headers : new String[0];
    byte[] object = upload("/box/k", headers, 2, 5, 9);
    assertThat(s3.get("/box/k", key).body()).isEqualTo(object);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      int from = random.nextInt(object.length);
      int to = from + random.nextInt(Math.min(object.length - from, 7_000_000));
      S3Response answer = s3.get("/box/k", and(key, "Range", "bytes=" + from + "-" + to));
      assertThat(answer.status()).isEqualTo(206);
      assertThat(answer.headers().first("Content-Range"))
          .isEqualTo("bytes " + from + "-" + to + "/" + object.length);
      assertThat(answer.body())
          .as("bytes %d-%d", from, to)
          .isEqualTo(Arrays.copyOfRange(object, from, to + 1));
    }
    assertThat(s3.get("/box/k", and(key, "Range", "bytes=-70000")).body())
        .isEqualTo(Arrays.copyOfRange(object, object.length - 70_000, object.length));
    assertThat(s3.head("/box/k", key).headers().first("Content-Length"))
        .isEqualTo(Integer.toString(object.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES256", "aws:kms", "aws:kms:dsse"})
  void readsAColdRangeWithTwoRequestsMoreAndAWarmOneWithNone(String mode) {
    byte[] object = upload("/box/k", new String[] {SSE, mode}, 1, 2);
    s3.store.takeRequests();
    String far = "bytes=4000000-4000099";
    assertThat(s3.get("/box/k", "Range", far).body())
        .isEqualTo(Arrays.copyOfRange(object, 4_000_000, 4_000_100));
    List<BackendRequest> cold = s3.store.takeRequests();
    assertThat(cold).as("guess, record, range").hasSizeLessThanOrEqualTo(3);
    assertThat(cold.getLast().headers().first("If-Match")).isNotNull();

    assertThat(s3.get("/box/k", "Range", far).body())
        .isEqualTo(Arrays.copyOfRange(object, 4_000_000, 4_000_100));
    assertThat(s3.store.takeRequests()).hasSize(1);
    int across = FIRST_BYTES - 50;
    assertThat(s3.get("/box/k", "Range", "bytes=" + across + "-" + (across + 99)).body())
        .isEqualTo(Arrays.copyOfRange(object, across, across + 100));
    assertThat(s3.store.takeRequests()).as("another range, of two parts").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:kms", "aws:kms:dsse"})
  void readsRangesOfAnObjectWhoseRecordKnowsNoKeys(String mode) {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, mode);
    byte[] part = random(FIRST_BYTES);
    upload.complete(s3, List.of(upload.send(s3, 1, part)));
    forgetExtras(upload);
    OperationFixture replica = s3.replica();
    s3.store.takeRequests();
    assertThat(replica.get("/box/k", "Range", "bytes=4000000-4000099").body())
        .isEqualTo(Arrays.copyOfRange(part, 4_000_000, 4_000_100));
    assertThat(s3.store.takeRequests())
        .as("guess, record, headers, range")
        .extracting(BackendRequest::key)
        .hasSize(4);
    assertThat(replica.get("/box/k", "Range", "bytes=70000-70099").body())
        .isEqualTo(Arrays.copyOfRange(part, 70_000, 70_100));
    assertThat(replica.get("/box/k").body()).isEqualTo(part);
  }

  @Test
  void findsItsBytesAfterAnObjectOfOtherPartsHasTakenItsPlace() {
    upload("/box/k", SINGLE_KMS, 1, 2);
    s3.get("/box/k", "Range", "bytes=4000000-4000099");
    byte[] single = random(4_500_000);
    s3.put("/box/k", single, SINGLE_KMS);
    assertThat(s3.get("/box/k", "Range", "bytes=4000000-4000099").body())
        .isEqualTo(Arrays.copyOfRange(single, 4_000_000, 4_000_100));
    byte[] other = upload("/box/k", SINGLE_KMS, 3, 4, 8);
    assertThat(s3.get("/box/k", "Range", "bytes=4000000-9000099").body())
        .isEqualTo(Arrays.copyOfRange(other, 4_000_000, 9_000_100));
  }

  @Test
  void readsPartsByTheirNumbers() {
    byte[] object = upload("/box/k", SINGLE_KMS, 2, 5, 9);
    S3Response second = s3.send("GET", "/box/k?partNumber=5", new byte[0]);
    assertThat(second.status()).isEqualTo(206);
    assertThat(second.body())
        .isEqualTo(Arrays.copyOfRange(object, FIRST_BYTES, FIRST_BYTES + SECOND_BYTES));
    assertThat(second.headers().first("x-amz-mp-parts-count")).isEqualTo("3");
    S3Response head = s3.send("HEAD", "/box/k?partNumber=9", new byte[0]);
    assertThat(head.headers().first("Content-Length"))
        .isEqualTo(Integer.toString(object.length - FIRST_BYTES - SECOND_BYTES));
    assertThatThrownBy(() -> s3.send("GET", "/box/k?partNumber=3", new byte[0]))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_PART_NUMBER));
  }

  @Test
  void givesAnObjectThatWasNotUploadedInPartsOnePart() {
    byte[] object = random(100_000);
    s3.put("/box/k", object, SINGLE_KMS);
    S3Response first = s3.send("GET", "/box/k?partNumber=1", new byte[0]);
    assertThat(first.status()).isEqualTo(206);
    assertThat(first.body()).isEqualTo(object);
    assertThat(first.headers().first("x-amz-mp-parts-count")).isNull();
    assertThatThrownBy(() -> s3.send("GET", "/box/k?partNumber=2", new byte[0]))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void refusesARangeOfAPart() {
    assertThatThrownBy(
            () -> s3.send("GET", "/box/k?partNumber=1", new byte[0], "Range", "bytes=0-1"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_REQUEST));
  }

  @Test
  void asksNoKeyForTheHeadOfAnSseKmsObject() {
    byte[] object = upload("/box/k", SINGLE_KMS, 1, 2);
    OperationFixture replica = s3.replica();
    long before = replica.keyLoads();
    assertThat(replica.head("/box/k").headers().first("Content-Length"))
        .isEqualTo(Integer.toString(object.length));
    assertThat(replica.keyLoads()).isEqualTo(before);
  }

  @Test
  void servesNothingOfAnObjectWithoutItsRecord() {
    upload("/box/k", SINGLE_KMS, 1, 2);
    for (String name : s3.store.names("sealgate-system/completed/")) {
      s3.store.remove(name);
    }
    OperationFixture replica = s3.replica();
    for (String[] range : new String[][] {{}, {"Range", "bytes=5-9"}}) {
      assertThatThrownBy(() -> replica.get("/box/k", range)).isInstanceOf(IntegrityException.class);
    }
    assertThatThrownBy(() -> replica.head("/box/k")).isInstanceOf(IntegrityException.class);
  }

  @Test
  void refusesPartsThatHaveChangedPlaces() {
    byte[] first = random(LEAST_PART_BYTES);
    byte[] second = random(LEAST_PART_BYTES + 1);
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SINGLE_KMS);
    upload.complete(
        s3,
        List.of(
            upload.send(s3, 1, first),
            upload.send(s3, 2, Arrays.copyOf(second, second.length - 1))));
    MemoryStore.Item item = s3.store.get("box/k");
    int half = item.bytes().length / 2;
    byte[] swapped = Arrays.copyOfRange(item.bytes(), half, item.bytes().length);
    System.arraycopy(item.bytes(), 0, item.bytes(), half, half);
    System.arraycopy(swapped, 0, item.bytes(), 0, half);
    assertThatThrownBy(() -> s3.get("/box/k")).isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> s3.get("/box/k", "Range", "bytes=4000000-4000099"))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void readsAPartWithItsChecksumWhereTheObjectsIsMadeOfSuch() {
    String[] sha256 = {"x-amz-checksum-algorithm", "SHA256", SSE, "aws:kms"};
    UploadFixture upload = UploadFixture.create(s3, "/box/k", sha256);
    byte[] first = random(LEAST_PART_BYTES);
    byte[] second = random(3);
    String document =
        checked(upload.send(s3, 4, first, "x-amz-checksum-sha256", sha256(first)), first)
            + checked(upload.send(s3, 7, second, "x-amz-checksum-sha256", sha256(second)), second);
    s3.send(
        "POST",
        "/box/k?uploadId=" + upload.uploadId.replace("+", "%2B"),
        ("<CompleteMultipartUpload>" + document + "</CompleteMultipartUpload>")
            .getBytes(StandardCharsets.UTF_8));
    for (String method : List.of("GET", "HEAD")) {
      S3Response part =
          s3.send(method, "/box/k?partNumber=7", new byte[0], "x-amz-checksum-mode", "ENABLED");
      assertThat(part.headers().first("x-amz-checksum-sha256")).isEqualTo(sha256(second));
      assertThat(part.headers().first("x-amz-checksum-type")).isEqualTo("COMPOSITE");
      assertThat(
              s3.send(method, "/box/k?partNumber=7", new byte[0])
                  .headers()
                  .first("x-amz-checksum-sha256"))
          .as("not asked for")
          .isNull();
    }
    forgetExtras(upload);
    S3Response unknown =
        s3.replica()
            .send("GET", "/box/k?partNumber=7", new byte[0], "x-amz-checksum-mode", "ENABLED");
    assertThat(unknown.body()).isEqualTo(second);
    assertThat(unknown.headers().first("x-amz-checksum-sha256")).isNull();
  }

  @Test
  void showsNoChecksumOfAPartWhereTheObjectsIsOverAllOfIt() {
    upload("/box/k", SINGLE_KMS, 1, 2);
    S3Response part =
        s3.send("GET", "/box/k?partNumber=2", new byte[0], "x-amz-checksum-mode", "ENABLED");
    assertThat(part.headers().first("x-amz-checksum-crc64nvme")).isNull();
    assertThat(
            s3.get("/box/k", "x-amz-checksum-mode", "ENABLED")
                .headers()
                .first("x-amz-checksum-crc64nvme"))
        .isNotNull();
  }

  /** Makes the records of an upload's object those of an older version. */
  private void forgetExtras(UploadFixture upload) {
    RecordSealer sealer = new RecordSealer(AesGcm.preferred(), RandomBytes.secure());
    UploadName name = new UploadName(ObjectLocation.of("box", "k"), upload.uploadId);
    try (UploadDocument document = s3.multipartState.uploads().read(name)) {
      UploadDocument.Sealed sealed = (UploadDocument.Sealed) document.body();
      for (String record : s3.store.names("sealgate-system/completed/")) {
        MemoryStore.Item item = s3.store.get(record);
        CompletionRecord now = sealer.open(item.bytes(), sealed.recordId(), sealed.keys());
        assertThat(now.extras()).isNotEqualTo(PartExtras.NONE);
        CompletionRecord before =
            new CompletionRecord(
                now.layout(), now.salts(), now.shownETag(), now.digests(), now.checksumType());
        s3.store.put(record, item.headers(), sealer.seal(before, sealed.recordId(), sealed.keys()));
      }
    }
  }

  /** A part as Complete names it where the upload declared SHA-256. */
  private static String checked(UploadFixture.Sent part, byte[] body) {
    return "<Part><PartNumber>"
        + part.number()
        + "</PartNumber><ETag>"
        + part.eTag().replace("\"", "&quot;")
        + "</ETag><ChecksumSHA256>"
        + sha256(body)
        + "</ChecksumSHA256></Part>";
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] upload(String path, String[] headers, int... numbers) {
    UploadFixture upload = UploadFixture.create(s3, path, headers);
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    List<UploadFixture.Sent> sent = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      byte[] part =
          random(i == 0 ? FIRST_BYTES : i < numbers.length - 1 ? SECOND_BYTES : 70_001 + i);
      object.writeBytes(part);
      sent.add(upload.send(s3, numbers[i], part));
    }
    assertThat(upload.complete(s3, sent).status()).isEqualTo(200);
    return object.toByteArray();
  }

  private static String[] and(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
