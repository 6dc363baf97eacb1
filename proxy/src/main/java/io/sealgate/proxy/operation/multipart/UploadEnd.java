package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.document.UploadName;
import io.sealgate.proxy.backend.BackendException;
import io.sealgate.proxy.system.PartNotes;
import io.sealgate.proxy.system.Uploads;

/**
 * Removes what was kept of an upload that has ended. What cannot be removed now does no harm and is
 * left to a sweep. Blocks.
 */
final class UploadEnd {

  private final Uploads uploads;
  private final PartNotes notes;

  UploadEnd(Uploads uploads, PartNotes notes) {
    this.uploads = uploads;
    this.notes = notes;
  }

  /**
   * After Complete: the document stays for a while, so that a repeated Complete finds it.
   *
   * @param notesNeeded whether a repeated Complete is recognised by the notes only, which then stay
   *     as long
   */
  void completed(UploadName upload, boolean notesNeeded) {
    try {
      uploads.markCompleted(upload);
      if (!notesNeeded) {
        notes.deleteAll(upload);
      }
    } catch (BackendException left) {
      return;
    }
  }

  /** After Abort. */
  void aborted(UploadName upload) {
    try {
      notes.deleteAll(upload);
      uploads.forget(upload);
    } catch (BackendException left) {
      return;
    }
  }
}
