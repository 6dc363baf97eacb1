package io.sealgate.proxy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealgate.auth.HeaderList;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.aead.AesGcm;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.multipart.NoteSealer;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.operation.MemoryStore;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartNotesTest {

  private static final UploadName UPLOAD = SystemFixture.name("a/b", "upload-1");
  private static final UploadName OTHER = SystemFixture.name("a/b", "upload-2");
  private static final String FOLDER = SystemFixture.BUCKET + "/" + UPLOAD.folder() + "notes/";

  private final MemoryStore store = new MemoryStore();
  private final PartNotes notes =
      new PartNotes(
          new SystemBucket((request, limit) -> store.answer(request), SystemFixture.BUCKET),
          new NoteSealer(AesGcm.preferred(), SystemFixture.RANDOM));
  private final Sealed sealed = SystemFixture.sealed();

  @Test
  void readsTenThousandNotesInOrder() {
    List<PartNote> written = new ArrayList<>();
    for (int number = 10_000; number >= 1; number--) {
      PartNote note = SystemFixture.note(number, eTag(number));
      written.addFirst(note);
      notes.write(UPLOAD, sealed, note);
    }
    store.takeRequests();
    assertThat(notes.all(UPLOAD, sealed)).isEqualTo(written);
    assertThat(store.takeRequests()).hasSize(10);

    assertThat(notes.range(UPLOAD, sealed, 996, 1003)).isEqualTo(written.subList(995, 1003));
    assertThat(store.takeRequests()).hasSize(1);
    assertThat(notes.range(UPLOAD, sealed, 10_000, 10_000)).hasSize(1);
  }

  @Test
  void writesTheSameByWayOfAPlan() {
    PartNote note = SystemFixture.note(7, eTag(7));
    notes.requireWritten(store.answer(notes.writeRequest(UPLOAD, sealed, note)));
    assertThat(notes.all(UPLOAD, sealed)).containsExactly(note);
    assertThatThrownBy(() -> notes.requireWritten(Answers.error(500, "InternalError")))
        .isInstanceOf(BackendException.class);
  }

  @Test
  void keepsANoteForEachAttempt() {
    PartNote first = SystemFixture.note(1, eTag(1));
    PartNote again = SystemFixture.note(1, eTag(2));
    notes.write(UPLOAD, sealed, first);
    notes.write(UPLOAD, sealed, again);
    assertThat(notes.all(UPLOAD, sealed)).containsExactlyInAnyOrder(first, again);
  }

  @Test
  void refusesMoreAttemptsThanMemoryIsFor() {
    for (int attempt = 0; attempt < 30_000; attempt++) {
      notes.write(UPLOAD, sealed, SystemFixture.note(1, eTag(attempt)));
    }
    assertThat(notes.all(UPLOAD, sealed)).hasSize(30_000);
    notes.write(UPLOAD, sealed, SystemFixture.note(1, eTag(30_000)));
    assertThatThrownBy(() -> notes.all(UPLOAD, sealed))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> assertThat(refused.error()).isEqualTo(S3Error.INVALID_REQUEST));
    assertThat(notes.range(UPLOAD, sealed, 2, 10_000)).isEmpty();
    notes.deleteAll(UPLOAD);
    assertThat(store.names(FOLDER)).isEmpty();
  }

  @Test
  void carriesETagsThatAreNoMd5() {
    PartNote note = SystemFixture.note(1, "%41+=#~-W");
    notes.write(UPLOAD, sealed, note);
    assertThat(notes.all(UPLOAD, sealed)).containsExactly(note);
  }

  @Test
  void refusesNotesThatAreNotOfThisUpload() {
    notes.write(OTHER, sealed, SystemFixture.note(1, eTag(1)));
    String name = store.names(SystemFixture.BUCKET + "/" + OTHER.folder()).getFirst();
    String foreign = name.replace(OTHER.folder(), UPLOAD.folder());
    for (String forged :
        List.of(
            foreign, // another upload's
            foreign.replace("00001-", "00002-"),
            FOLDER + "00001-" + eTag(1) + "/AAAA",
            FOLDER + "1")) {
      store.put(forged, new HeaderList(), new byte[0]);
      assertThatThrownBy(() -> notes.all(UPLOAD, sealed))
          .as(forged)
          .isInstanceOf(IntegrityException.class);
      store.remove(forged);
    }
    assertThat(notes.all(UPLOAD, sealed)).isEmpty();
  }

  @Test
  void deletesAllNotesOfOneUploadOnly() {
    for (int number = 1; number <= 1500; number++) {
      notes.write(UPLOAD, sealed, SystemFixture.note(number, eTag(number)));
    }
    notes.write(OTHER, sealed, SystemFixture.note(1, eTag(1)));
    notes.deleteAll(UPLOAD);
    assertThat(notes.all(UPLOAD, sealed)).isEmpty();
    assertThat(notes.all(OTHER, sealed)).hasSize(1);
    notes.deleteAll(UPLOAD);
  }

  private static String eTag(int number) {
    return "%032x".formatted(number);
  }
}
