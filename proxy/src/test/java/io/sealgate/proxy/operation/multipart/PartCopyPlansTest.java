package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.customerKey;
import static io.sealgate.proxy.operation.multipart.UploadFixture.element;
import static io.sealgate.proxy.operation.multipart.UploadFixture.elements;
import static io.sealgate.proxy.operation.multipart.UploadFixture.md5Hex;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartCopyPlansTest {

  private static final String SOURCE = "x-amz-copy-source";
  private static final String RANGE = "x-amz-copy-source-range";
  private static final String[] UNASKED = {};
  private static final byte[] BODY = random(200_000);

  @AutoClose private final OperationFixture s3;

  PartCopyPlansTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void copiesFromEachModeToEach() {
    for (Mode from : Mode.values()) {
      s3.put(from.path("source"), BODY, from.headers(1));
      for (Mode to : Mode.values()) {
        for (String range : new String[] {"", "bytes=0-0", "bytes=65000-140001"}) {
          String which = from + " to " + to + " " + range;
          UploadFixture upload = UploadFixture.create(s3, to.path("target"), to.headers(2));
          S3Response copied =
              copy(upload, from.path("source"), from.sourceHeaders(1), ranged(range));
          assertThat(copied.status()).as(which).isEqualTo(200);
          S3Response completed = upload.complete(s3, List.of(new Sent(1, element(copied, "ETag"))));
          assertThat(completed.status()).as(which).isEqualTo(200);
          byte[] read = s3.get(to.path("target"), to.readHeaders(2)).body();
          assertThat(Arrays.equals(read, expected(range))).as(which).isTrue();
        }
      }
    }
  }

  @Test
  void showsTheMd5OfTheRangeAndTheDeclaredChecksum() {
    s3.put("/box/source", BODY, SSE, "aws:kms");
    UploadFixture upload =
        UploadFixture.create(
            s3, "/box/target", SSE, "AES256", "x-amz-checksum-algorithm", "SHA256");
    S3Response copied = copy(upload, "/box/source", UNASKED, ranged("bytes=1-70000"));
    byte[] part = Arrays.copyOfRange(BODY, 1, 70_001);
    assertThat(element(copied, "ETag")).isEqualTo('"' + md5Hex(part) + '"');
    assertThat(elements(copied, "ChecksumSHA256")).hasSize(1);
    assertThat(element(copied, "LastModified")).endsWith("Z");
    assertThat(copied.headers().first(SSE)).isEqualTo("AES256");
  }

  @Test
  void copiesRangesOfAMultipartObjectAcrossItsParts() {
    UploadFixture source = UploadFixture.create(s3, "/box/source", SSE, "AES256");
    byte[] first = random(LEAST_PART_BYTES);
    source.complete(s3, List.of(source.send(s3, 1, first), source.send(s3, 4, BODY)));
    UploadFixture upload = UploadFixture.create(s3, "/box/target", SSE, "aws:kms");
    String range = "bytes=" + (first.length - 10) + "-" + (first.length + 99_999);
    Sent part = new Sent(1, element(copy(upload, "/box/source", UNASKED, ranged(range)), "ETag"));
    upload.complete(s3, List.of(part));
    byte[] expected = new byte[100_010];
    System.arraycopy(first, first.length - 10, expected, 0, 10);
    System.arraycopy(BODY, 0, expected, 10, 100_000);
    assertThat(s3.get("/box/target").body()).isEqualTo(expected);
  }

  @Test
  void readsJustTheFramesOfTheRange() {
    s3.put("/box/source", BODY, SSE, "aws:kms");
    UploadFixture upload = UploadFixture.create(s3, "/box/target", SSE, "aws:kms");
    s3.store.takeRequests();
    copy(upload, "/box/source", UNASKED, ranged("bytes=70000-70009"));
    assertThat(s3.store.takeRequests())
        .filteredOn(request -> request.method().equals("GET") && request.key().equals("source"))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.headers().first("Range")).isEqualTo("bytes=65752-131319");
          assertThat(request.headers().first("If-Match")).startsWith("\"etag-");
        });
  }

  @Test
  void keepsConditionsOnTheSourceAsClientsKnowIt() {
    String eTag =
        Objects.requireNonNull(s3.put("/box/source", BODY, SSE, "AES256").headers().first("ETag"));
    UploadFixture upload = UploadFixture.create(s3, "/box/target", SSE, "aws:kms");
    assertThat(copy(upload, "/box/source", UNASKED, SOURCE + "-if-match", eTag).status())
        .isEqualTo(200);
    assertRefused(
        () -> copy(upload, "/box/source", UNASKED, SOURCE + "-if-none-match", eTag),
        S3Error.PRECONDITION_FAILED);
    assertRefused(
        () -> copy(upload, "/box/source", UNASKED, SOURCE + "-if-match", "\"another\""),
        S3Error.PRECONDITION_FAILED);
  }

  @Test
  void refusesWhatItMayNotRead() {
    s3.put("/box/customer", BODY, customerKey(1));
    s3.put("/box/source", BODY, SSE, "aws:kms");
    UploadFixture upload = UploadFixture.create(s3, "/box/target", customerKey(3));
    assertRefused(() -> copy(upload, "/box/missing", UNASKED), S3Error.NO_SUCH_KEY);
    assertRefused(() -> copy(upload, "/box/customer", UNASKED), S3Error.INVALID_REQUEST);
    assertRefused(
        () -> copy(upload, "/box/customer", Mode.SSE_C.sourceHeaders(2)), S3Error.INVALID_REQUEST);
    assertRefused(() -> copy(upload, "/sealgate-system/anything", UNASKED), S3Error.NO_SUCH_BUCKET);
    assertRefused(
        () -> copy(upload, "/box/source", UNASKED, ranged("bytes=5-200000")),
        S3Error.INVALID_ARGUMENT);
    assertRefused(
        () -> copy(upload, "/box/source", UNASKED, ranged("bytes=5-")), S3Error.INVALID_ARGUMENT);
    assertRefused(
        () ->
            s3.send(
                "PUT",
                upload.target("partNumber=1&"),
                new byte[0],
                with(customerKey(4), SOURCE, "/box/source")),
        S3Error.INVALID_REQUEST);
    assertThat(elements(upload.list(s3, ""), "PartNumber")).isEmpty();
  }

  @Test
  void refusesASourceThatIsReplacedOrDamagedOnTheWay() {
    s3.put("/box/source", BODY, SSE, "aws:kms");
    UploadFixture upload = UploadFixture.create(s3, "/box/target", SSE, "aws:kms");
    s3.store.before(
        request -> request.method().equals("GET") && request.key().equals("source"),
        () -> s3.put("/box/source", BODY, SSE, "AES256"));
    assertThatThrownBy(() -> copy(upload, "/box/source", UNASKED))
        .isInstanceOf(BackendException.class);
    s3.store.get("box/source").bytes()[150_000] ^= 1;
    assertThatThrownBy(() -> copy(upload, "/box/source", UNASKED))
        .isInstanceOf(IntegrityException.class);
    assertThat(elements(upload.list(s3, ""), "PartNumber")).isEmpty();
  }

  @Test
  void refusesASealedBodyWithoutItsEnvelope() {
    s3.put("/box/source", BODY, SSE, "aws:kms");
    s3.store.put("box/source", new HeaderList(), s3.store.get("box/source").bytes());
    UploadFixture upload = UploadFixture.create(s3, "/box/target", SSE, "aws:kms");
    assertThatThrownBy(() -> copy(upload, "/box/source", UNASKED))
        .isInstanceOf(IntegrityException.class);
  }

  private S3Response copy(
      UploadFixture upload, String source, String[] sourceHeaders, String... more) {
    return upload.sent(s3, 1, new byte[0], with(with(sourceHeaders, more), SOURCE, source));
  }

  private static String[] ranged(String range) {
    return range.isEmpty() ? UNASKED : new String[] {RANGE, range};
  }

  private static byte[] expected(String range) {
    return switch (range) {
      case "" -> BODY;
      case "bytes=0-0" -> Arrays.copyOf(BODY, 1);
      default -> Arrays.copyOfRange(BODY, 65_000, 140_002);
    };
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** How source and target are stored. */
  private enum Mode {
    SSE_S3("AES256"),
    SSE_KMS("aws:kms"),
    DSSE_KMS("aws:kms:dsse"),
    SSE_C(""),
    UNSEALED("");

    private final String header;

    Mode(String header) {
      this.header = header;
    }

    String path(String key) {
      return (this == UNSEALED ? "/clear/" : "/box/") + key;
    }

    String[] headers(int key) {
      return switch (this) {
        case SSE_S3, SSE_KMS, DSSE_KMS -> new String[] {SSE, header};
        case SSE_C -> customerKey(key);
        case UNSEALED -> UNASKED;
      };
    }

    String[] readHeaders(int key) {
      return this == SSE_C ? customerKey(key) : UNASKED;
    }

    String[] sourceHeaders(int key) {
      String[] headers = readHeaders(key);
      for (int i = 0; i < headers.length; i += 2) {
        headers[i] = headers[i].replace("x-amz-", "x-amz-copy-source-");
      }
      return headers;
    }
  }
}
