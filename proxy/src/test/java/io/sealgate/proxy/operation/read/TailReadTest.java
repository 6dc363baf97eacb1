package io.sealgate.proxy.operation.read;

import static io.sealgate.proxy.operation.multipart.UploadFixture.LEAST_PART_BYTES;
import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.exchange.S3Response;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of an object, which holds its digests, is read along with the object where that pays. */
final class TailReadTest {

  private static final String[] CHECKSUM = {"x-amz-checksum-mode", "ENABLED"};
  private static final int LARGE = 200_000;

  @AutoClose private final OperationFixture s3;

  TailReadTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void isReadAlongInABucketWhereItWasNeeded() {
    put("/box/a", LARGE, "aws:kms");
    byte[] second = put("/box/b", LARGE, "aws:kms");
    s3.store.takeRequests();
    s3.get("/box/a", CHECKSUM);
    assertThat(tails()).as("nothing known of the bucket").containsExactly(true);
    S3Response answer = s3.get("/box/b", CHECKSUM);
    assertThat(tails()).containsExactly(false);
    assertThat(answer.body()).isEqualTo(second);
    assertThat(answer.headers().first("x-amz-checksum-crc64nvme")).isNotNull();
    s3.get("/box/b", CHECKSUM);
    s3.get("/box/b");
    s3.get("/box/b", "Range", "bytes=0-9", CHECKSUM[0], CHECKSUM[1]);
    assertThat(tails()).as("known, not asked for, of a range").isEmpty();
  }

  @Test
  void isReadAlongForTheETagOfSseS3InARange() {
    put("/box/a", LARGE, "AES256");
    put("/box/b", LARGE, "AES256");
    s3.get("/box/a");
    s3.store.takeRequests();
    S3Response answer = s3.get("/box/b", "Range", "bytes=100000-100009");
    assertThat(tails()).containsExactly(false);
    assertThat(answer.headers().first("ETag"))
        .isEqualTo(s3.head("/box/b").headers().first("ETag"))
        .hasSize(34);
  }

  @Test
  void isNotReadAlongWhereItWasNotNeeded() {
    put("/box/large", LARGE, "aws:kms");
    put("/box/other", LARGE, "aws:kms");
    put("/box/small", 1_000, "aws:kms");
    put("/box/double", LARGE, "aws:kms:dsse");
    UploadFixture upload = UploadFixture.create(s3, "/box/parts", SSE, "aws:kms");
    upload.complete(s3, List.of(upload.send(s3, 1, random(LEAST_PART_BYTES))));
    for (String notNeeded : List.of("/box/small", "/box/double", "/box/parts")) {
      OperationFixture replica = s3.replica();
      replica.get("/box/large", CHECKSUM);
      replica.get(notNeeded, CHECKSUM);
      s3.store.takeRequests();
      assertThat(replica.get("/box/other", CHECKSUM).headers().first("x-amz-checksum-crc64nvme"))
          .isNotNull();
      assertThat(tails()).as("after %s", notNeeded).containsExactly(true);
    }
  }

  @Test
  void isReadAgainWhenItIsThatOfAnObjectThatHasTakenThePlace() {
    byte[] before = put("/box/k", LARGE, "aws:kms");
    put("/box/warm", LARGE, "aws:kms");
    s3.get("/box/warm", CHECKSUM);
    MemoryStore.Item first = s3.store.get("box/k");
    byte[] after = before.clone();
    after[0] ^= 1;
    s3.put("/box/k", after, SSE, "aws:kms");
    MemoryStore.Item second = s3.store.get("box/k");
    s3.store.put("box/k", first.headers(), first.bytes());
    s3.store.takeRequests();
    s3.store.before(
        TailReadTest::isGuessedTail, () -> s3.store.put("box/k", second.headers(), second.bytes()));
    assertThatThrownBy(() -> s3.get("/box/k", CHECKSUM))
        .as("pinned to the object that was begun with")
        .hasMessageContaining("412");
    assertThat(tails()).containsExactly(false, true);
    assertThat(s3.get("/box/k", CHECKSUM).body()).isEqualTo(after);
  }

  @Test
  void isRefusedBeforeAnythingIsAnsweredWhenItDoesNotVerify() {
    put("/box/warm", LARGE, "aws:kms");
    put("/box/k", LARGE, "aws:kms");
    s3.get("/box/warm", CHECKSUM);
    byte[] stored = s3.store.get("box/k").bytes();
    stored[stored.length - 1] ^= 1;
    s3.store.takeRequests();
    assertThatThrownBy(() -> s3.get("/box/k", CHECKSUM)).isInstanceOf(IntegrityException.class);
    assertThat(tails()).containsExactly(false);
  }

  @Test
  void isDoneWithoutWhereThereIsNone() {
    put("/box/warm", LARGE, "aws:kms");
    byte[] body = put("/box/k", LARGE, "aws:kms");
    s3.get("/box/warm", CHECKSUM);
    s3.store.takeRequests();
    s3.store.answerInstead(TailReadTest::isGuessedTail, 503, "");
    assertThat(s3.get("/box/k", CHECKSUM).body()).isEqualTo(body);
    assertThat(tails()).containsExactly(false, true);
    assertThatThrownBy(() -> s3.get("/box/absent", CHECKSUM)).hasMessageContaining("exist");
  }

  private byte[] put(String path, int bytes, String mode) {
    byte[] body = random(bytes);
    s3.put(path, body, SSE, mode);
    return body;
  }

  /** Of each read of the last 192 bytes, whether it was pinned. */
  private List<Boolean> tails() {
    return s3.store.takeRequests().stream()
        .filter(request -> {
          String range = request.headers().first("Range");
          return isGuessedTail(request)
              || (range != null && range.endsWith("-" + (storedBytes(request) - 1)));
        })
        .map(request -> request.headers().first("If-Match") != null)
        .toList();
  }

  private long storedBytes(BackendRequest request) {
    return s3.store.get(request.bucket() + "/" + request.key()).bytes().length;
  }

  private static boolean isGuessedTail(BackendRequest request) {
    return "bytes=-192".equals(request.headers().first("Range"));
  }
}
