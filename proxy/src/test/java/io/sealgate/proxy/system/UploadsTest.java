package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.kms.KmsError;
import io.sealgate.kms.KmsException;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadsTest {

  private static final UploadName UPLOAD = SystemFixture.name("a/b", "upload-1");
  private static final String STORED = SystemFixture.BUCKET + "/" + UPLOAD.folder() + "document";

  private final SystemFixture system;
  private final Uploads uploads;

  UploadsTest(@TempDir Path folder) {
    system = new SystemFixture(folder);
    uploads = system.uploads();
  }

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void asksForPatienceWhileTheServiceKeyCannotBeUsed() {
    uploads.write(UPLOAD, SystemFixture.document());
    system.disableServiceKey();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> uploads.read(UPLOAD), () -> uploads.write(UPLOAD, SystemFixture.document()))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              KmsException.class,
              e -> assertThat(e.error()).isEqualTo(KmsError.DEPENDENCY_TIMEOUT));
    }
  }

  @Test
  void readsWhatAnotherReplicaWrote() {
    try (UploadDocument document = SystemFixture.document()) {
      system.uploads().write(UPLOAD, document);
      try (UploadDocument read = uploads.read(UPLOAD)) {
        assertThat(read.encode()).isEqualTo(document.encode());
      }
    }
  }

  @Test
  void asksNobodyForWhatIsCached() {
    uploads.write(UPLOAD, SystemFixture.document());
    system.store.takeRequests();
    CompletableFuture<UploadDocument> reading = uploads.reading(UPLOAD).toCompletableFuture();
    assertThat(reading).isCompleted();
    assertThat(system.store.takeRequests()).isEmpty();

    Uploads replica =
        system.uploads(
            "alias/sealgate-service",
            work -> {
              throw new AssertionError("needs a worker");
            });
    assertThatThrownBy(() -> replica.reading(UPLOAD)).isInstanceOf(AssertionError.class);
  }

  @Test
  void asksTheKeyServiceOnceForManyDocuments() {
    for (int i = 0; i < 20; i++) {
      uploads.write(SystemFixture.name("key", "upload-" + i), SystemFixture.document());
    }
    assertThat(system.keys.stats().loads()).isEqualTo(1);
    Uploads replica = system.uploads();
    for (int i = 0; i < 20; i++) {
      replica.read(SystemFixture.name("key", "upload-" + i)).close();
    }
    assertThat(system.keys.stats().loads()).isLessThanOrEqualTo(2);
  }

  @Test
  void givesEachReaderKeysOfItsOwn() {
    uploads.write(UPLOAD, SystemFixture.document());
    UploadDocument one = uploads.read(UPLOAD);
    try (UploadDocument other = uploads.read(UPLOAD)) {
      one.close();
      assertThat(other.encode()).hasSizeGreaterThan(64);
      assertThatThrownBy(one::encode).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void knowsNoUploadBeforeItIsWrittenAndDoesNotRememberThat() {
    assertNoSuchUpload(() -> uploads.read(UPLOAD));
    system.uploads().write(UPLOAD, SystemFixture.document());
    uploads.read(UPLOAD).close();
  }

  @Test
  void keepsTheDocumentOfACompletedUploadAndForgetsThatOfAnAbortedOne() {
    uploads.write(UPLOAD, SystemFixture.document());
    uploads.markCompleted(UPLOAD);
    system.uploads().read(UPLOAD).close();
    uploads.forget(UPLOAD);
    assertNoSuchUpload(() -> uploads.read(UPLOAD));
    uploads.forget(UPLOAD);
  }

  @Test
  void refusesADocumentThatWasTamperedWith() {
    uploads.write(UPLOAD, SystemFixture.document());
    byte[] stored = system.store.get(STORED).bytes();
    for (int i = 0; i < stored.length; i++) {
      byte[] changed = stored.clone();
      changed[i] ^= 1;
      system.store.put(STORED, new HeaderList(), changed);
      assertThatThrownBy(() -> system.uploads().read(UPLOAD))
          .as("byte %d", i)
          .isInstanceOf(IntegrityException.class);
    }
  }

  @Test
  void refusesTheDocumentOfAnotherUpload() {
    uploads.write(UPLOAD, SystemFixture.document());
    for (UploadName other :
        new UploadName[] {
          SystemFixture.name("a/b", "upload-2"), SystemFixture.name("a/c", "upload-1")
        }) {
      system.store.put(
          SystemFixture.BUCKET + "/" + other.folder() + "document",
          new HeaderList(),
          system.store.get(STORED).bytes());
      assertThatThrownBy(() -> uploads.read(other)).isInstanceOf(IntegrityException.class);
    }
  }

  @Test
  void refusesADocumentUnderAnyKeyButTheServiceKeyWithoutAskingForIt() {
    system.uploads("alias/sealgate", Runnable::run).write(UPLOAD, SystemFixture.document());
    long loads = system.keys.stats().loads();
    assertThatThrownBy(() -> uploads.read(UPLOAD)).isInstanceOf(IntegrityException.class);
    assertThat(system.keys.stats().loads()).isEqualTo(loads);
  }

  @Test
  void leavesNothingWrongWhereAWriteBreaksOff() {
    system.store.breakBefore(request -> request.method().equals("PUT"));
    assertThatThrownBy(() -> uploads.write(UPLOAD, SystemFixture.document()))
        .isInstanceOf(BackendException.class);
    assertNoSuchUpload(() -> uploads.read(UPLOAD));

    system.store.breakAfter(request -> request.method().equals("PUT"));
    assertThatThrownBy(() -> uploads.write(UPLOAD, SystemFixture.document()))
        .isInstanceOf(BackendException.class);
    uploads.read(UPLOAD).close();
  }

  @Test
  void doesNotSayThatThereIsNoUploadWhenTheBackendIsInTrouble() {
    system.store.breakBefore(request -> request.method().equals("GET"));
    assertThatThrownBy(() -> uploads.read(UPLOAD)).isInstanceOf(BackendException.class);
  }

  private static void assertNoSuchUpload(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.NO_SUCH_UPLOAD));
  }
}
