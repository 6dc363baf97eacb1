package io.sealgate.proxy.operation.multipart;

import static io.sealgate.proxy.operation.multipart.UploadFixture.SSE;
import static io.sealgate.proxy.operation.multipart.UploadFixture.assertRefused;
import static io.sealgate.proxy.operation.multipart.UploadFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.operation.OperationFixture;
import io.sealgate.proxy.operation.multipart.UploadFixture.Sent;
import io.sealgate.s3.S3Error;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CompleteMultipartUpload while the same bytes of a part are sent once more, as clients do after a
 * time-out. Of SSE-S3 their ETag is the one that is named, so that S3 completes.
 */
final class PartSentAgainTest {

  private static final byte[] BODY = random(1000);

  @AutoClose private final OperationFixture s3;

  PartSentAgainTest(@TempDir Path folder) {
    s3 = new OperationFixture(folder);
  }

  @Test
  void completesWhenThePartIsReplacedAfterItsNoteWasRead() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    List<Sent> parts = List.of(upload.send(s3, 1, BODY));
    s3.store.before(PartSentAgainTest::isCompletion, () -> upload.send(s3, 1, BODY));
    assertThat(upload.complete(s3, parts).status()).isEqualTo(200);
    assertThat(s3.get("/box/k").body()).isEqualTo(BODY);
  }

  @Test
  void waitsForANoteThatIsOnItsWay() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    List<Sent> parts = List.of(upload.send(s3, 1, BODY), upload.send(s3, 1, BODY));
    s3.store.before(
        PartSentAgainTest::isListing,
        () -> {
          sendWithoutNote(upload);
          s3.store.before(PartSentAgainTest::isListing, () -> upload.send(s3, 1, BODY));
        });
    assertThat(upload.complete(s3, List.of(parts.getFirst())).status()).isEqualTo(200);
    assertThat(s3.get("/box/k").body()).isEqualTo(BODY);
  }

  @Test
  void refusesInTheEndAPartWhoseNoteNeverComes() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "AES256");
    List<Sent> parts = List.of(upload.send(s3, 1, BODY));
    sendWithoutNote(upload);
    assertRefused(() -> upload.complete(s3, parts), S3Error.INVALID_PART);
    assertThat(s3.store.has("box/k")).isFalse();
    upload.send(s3, 1, BODY);
    assertThat(upload.complete(s3, parts).status()).isEqualTo(200);
  }

  /** The ETag of each attempt is its own, so that the client has named one that is gone. */
  @Test
  void refusesAtOnceWhereTheETagTellsAttemptsApart() {
    UploadFixture upload = UploadFixture.create(s3, "/box/k", SSE, "aws:kms");
    List<Sent> parts = List.of(upload.send(s3, 1, BODY));
    upload.send(s3, 1, BODY);
    s3.store.takeRequests();
    assertRefused(() -> upload.complete(s3, parts), S3Error.INVALID_PART);
    assertThat(s3.store.takeRequests()).filteredOn(PartSentAgainTest::isCompletion).hasSize(1);
  }

  private void sendWithoutNote(UploadFixture upload) {
    s3.store.breakBefore(
        request -> request.method().equals("PUT") && request.key().contains("/notes/"));
    assertThatThrownBy(() -> upload.send(s3, 1, BODY)).isInstanceOf(BackendException.class);
  }

  private static boolean isCompletion(BackendRequest request) {
    return request.method().equals("POST") && request.rawQuery().startsWith("uploadId=");
  }

  private static boolean isListing(BackendRequest request) {
    return request.method().equals("GET") && request.rawQuery().startsWith("uploadId=");
  }
}
