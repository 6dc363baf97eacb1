package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.body.Digests;
import io.sealgate.crypto.body.LayeredSealer;
import io.sealgate.crypto.document.UploadDocument;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.proxy.call.Call;
import io.sealgate.proxy.exchange.Plan;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.s3.ETagText;
import java.util.function.Function;

/** Notes the parts that the backend has stored, wherever their plaintext came from. */
final class PartNoting {

  private final OpenUploads uploads;
  private final PartNotes notes;

  PartNoting(OpenUploads uploads, PartNotes notes) {
    this.uploads = uploads;
    this.notes = notes;
  }

  /**
   * Notes a part, and goes on when the note is durable. The note's key is looked up again: it is
   * not kept while a part is on its way.
   *
   * @param response the backend's answer to the part
   * @param sealer the part's, at its end
   * @param digests of the part's plaintext
   * @param then gets the ETag that clients see, with its quotes
   * @throws RuntimeException the backend's error, when it has not stored the part
   */
  Plan note(
      Call call,
      int partNumber,
      BackendResponse response,
      LayeredSealer sealer,
      Digests digests,
      Function<String, Plan> then) {
    PartNote note =
        new PartNote(
            partNumber,
            ETagText.unquoted(PartETags.ofAnswer(response)),
            sealer.layout().plaintextBytes(),
            sealer.salts(),
            digests,
            sealer.sealedKeys());
    return uploads.with(
        call,
        upload ->
            switch (upload.document().body()) {
              case UploadDocument.Sealed sealed ->
                  new Plan.Fetch(
                      notes.writeRequest(upload.name(), sealed, note),
                      written -> {
                        notes.requireWritten(written);
                        return then.apply(
                            '"' + PartETags.shown(note, sealed.envelope().fields().mode()) + '"');
                      });
              case UploadDocument.PassedThrough unsealed ->
                  throw new IllegalStateException("an upload does not change its mode");
            });
  }
}
