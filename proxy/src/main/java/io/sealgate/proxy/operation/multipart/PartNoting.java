package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.system.PartNotes;
import java.util.function.Function;

/** Notes parts that have been stored, wherever their plaintext came from. */
final class PartNoting {

  private final OpenUploads uploads;
  private final PartNotes notes;

  PartNoting(OpenUploads uploads, PartNotes notes) {
    this.uploads = uploads;
    this.notes = notes;
  }

  /**
   * Notes a part that the backend has stored, and goes on when the note is durable. The note's key
   * is looked up again: it is not kept while a part is on its way.
   *
   * @param stored the backend's answer to the part
   * @param sealed the part's sealer, at its end
   * @param then gets the note
   */
  Plan note(
      Call call,
      int partNumber,
      BackendResponse stored,
      LayeredSealer sealed,
      Digests digests,
      Function<PartNote, Plan> then) {
    PartNote note =
        new PartNote(
            partNumber,
            PartETags.unquoted(PartETags.ofAnswer(stored)),
            sealed.layout().plaintextBytes(),
            sealed.salts(),
            digests);
    return uploads.with(
        call,
        upload ->
            switch (upload.document().body()) {
              case UploadDocument.Sealed body ->
                  new Plan.Fetch(
                      notes.writeRequest(upload.name(), body, note),
                      response -> {
                        notes.requireWritten(response);
                        return then.apply(note);
                      });
              case UploadDocument.PassedThrough unsealed ->
                  throw new IllegalStateException("an upload does not change its mode");
            });
  }
}
