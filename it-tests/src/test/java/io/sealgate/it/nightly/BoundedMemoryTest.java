package io.sealgate.it.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealgate.it.fixture.Account;
import io.sealgate.it.fixture.BigTransfers;
import io.sealgate.it.fixture.Bucket;
import io.sealgate.it.fixture.Nightly;
import io.sealgate.it.fixture.ResultTable;
import io.sealgate.it.fixture.SealgateProcess;
import io.sealgate.it.fixture.ServerSettings;
import io.sealgate.it.fixture.SlowReaders;
import io.sealgate.it.fixture.SseMode;
import io.sealgate.it.fixture.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * The largest objects and many slow readers under a heap and direct memory that together allow 256
 * MiB. Out of memory the process ends, and the test fails.
 */
@Nightly
final class BoundedMemoryTest {

  private static final String HEAP = "-Xmx112m";
  private static final String DIRECT = "-XX:MaxDirectMemorySize=144m";

  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;

  /** Sealed twice, it is a little less than the 5 GiB that one request may store. */
  private static final long SINGLE_BYTES = 5 * GIB - 6 * MIB;

  private static final long PARTS_BYTES = 6 * GIB;
  private static final long PART_BYTES = 64 * MIB;
  private static final int PARTS_AT_ONCE = 4;
  private static final int READERS = 500;
  private static final long READ_BYTES = 4 * MIB + 12_345;
  private static final long PAUSE_MILLIS = 5_000;

  private SealgateProcess sealgate;
  private S3Client s3;
  private BigTransfers transfers;
  private Bucket bucket;

  @BeforeEach
  void start() {
    sealgate = SealgateProcess.start(Store.MINIO.backend(), ServerSettings.DEFAULT, HEAP, DIRECT);
    s3 = sealgate.clients().s3(sealgate.http(), Account.APP);
    transfers = new BigTransfers(sealgate.clients(), sealgate.http());
    bucket = Bucket.create(s3, "bounded-memory");
  }

  @AfterEach
  void stop() {
    transfers.close();
    if (sealgate.isAlive()) {
      bucket.empty();
    }
    sealgate.close();
  }

  @Test
  void anObjectOfNearlyFiveGibibytesGoesBothWays() {
    long start = System.nanoTime();
    transfers.put(SseMode.DSSE_KMS.ask(bucket.putting("single")).build(), SINGLE_BYTES);
    long stored = System.nanoTime();
    assertRead("single", SINGLE_BYTES);
    report("single PUT and GET, DSSE-KMS", SINGLE_BYTES, start, stored);
  }

  @Test
  void aMultipartObjectOfSixGibibytesGoesBothWays() {
    long start = System.nanoTime();
    String upload =
        s3.createMultipartUpload(
                create -> create.bucket(bucket.name()).key("parts").serverSideEncryption("aws:kms"))
            .uploadId();
    int parts = (int) (PARTS_BYTES / PART_BYTES);
    List<CompletedPart> completed = new ArrayList<>();
    for (int first = 1; first <= parts; first += PARTS_AT_ONCE) {
      completed.addAll(
          IntStream.range(first, Math.min(first + PARTS_AT_ONCE, parts + 1))
              .parallel()
              .mapToObj(number -> uploadPart(upload, number))
              .toList());
    }
    s3.completeMultipartUpload(complete ->
        complete
            .bucket(bucket.name())
            .key("parts")
            .uploadId(upload)
            .multipartUpload(all -> all.parts(completed)));
    long stored = System.nanoTime();
    assertRead("parts", PARTS_BYTES);
    report("multipart upload of 64 MiB parts and GET, SSE-KMS", PARTS_BYTES, start, stored);
  }

  @Test
  void fiveHundredSlowReadersGetEveryByte() {
    long start = System.nanoTime();
    transfers.put(SseMode.SSE_KMS.ask(bucket.putting("slow")).build(), READ_BYTES);
    long stored = System.nanoTime();
    new SlowReaders(transfers.urlOf(bucket.getting("slow").build()), READ_BYTES, PAUSE_MILLIS)
        .read(READERS);
    assertHealthy();
    report("500 slow readers at once, 4 MiB each, SSE-KMS", READERS * READ_BYTES, start, stored);
  }

  private CompletedPart uploadPart(String upload, int number) {
    String eTag =
        transfers.uploadPart(
            UploadPartRequest.builder()
                .bucket(bucket.name())
                .key("parts")
                .uploadId(upload)
                .partNumber(number)
                .build(),
            (number - 1) * PART_BYTES,
            PART_BYTES);
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private void assertRead(String key, long lengthBytes) {
    HeadObjectRequest head = bucket.heading(key).build();
    assertThat(s3.headObject(head).contentLength()).isEqualTo(lengthBytes);
    GetObjectRequest get = bucket.getting(key).build();
    transfers.get(get, lengthBytes);
    assertHealthy();
  }

  private void assertHealthy() {
    assertThat(sealgate.isAlive()).isTrue();
    assertThat(sealgate.metric("sealgate_requests_running")).isZero();
    assertThat(sealgate.log()).doesNotContain("OutOfMemory", "OutOfDirectMemory", "LEAK");
  }

  private void report(String name, long bytes, long start, long stored) {
    long end = System.nanoTime();
    ResultTable.nightly()
        .put(
            name,
            Long.toString(bytes),
            seconds(start, stored),
            seconds(stored, end),
            sealgate.peakMiB() + " MiB",
            "passed");
  }

  private static String seconds(long from, long to) {
    return (to - from) / 1_000_000_000 + " s";
  }
}
