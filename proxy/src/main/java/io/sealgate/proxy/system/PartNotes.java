package io.sealgate.proxy.system;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.document.UploadDocument.Sealed;
import io.sealgate.crypto.document.UploadName;
import io.sealgate.crypto.multipart.NoteName;
import io.sealgate.crypto.multipart.NoteSealer;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.proxy.backend.BackendRequest;
import io.sealgate.proxy.backend.BackendResponse;
import io.sealgate.s3.S3Error;
import io.sealgate.s3.S3Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The notes of uploaded parts (FORMAT §4): empty objects whose names say everything, so that one
 * listing reads a thousand. A part that was sent twice has two notes.
 */
public final class PartNotes {

  private static final byte[] NOTHING = new byte[0];
  private static final int LAST_PART_NUMBER = 10_000;

  /**
   * Every attempt at a part leaves a note: who sends one part for ever must not fill the memory.
   */
  private static final int MOST_NOTES = 3 * LAST_PART_NUMBER;

  private final SystemBucket bucket;
  private final NoteSealer sealer;

  /**
   * The notes in a system bucket.
   *
   * @param bucket where they lie
   * @param sealer seals and opens them
   */
  public PartNotes(SystemBucket bucket, NoteSealer sealer) {
    this.bucket = bucket;
    this.sealer = sealer;
  }

  /**
   * The request that writes a note; UploadPart is answered when {@link #requireWritten} has passed
   * its answer.
   *
   * @param sealed the upload's, borrowed
   */
  public BackendRequest writeRequest(UploadName upload, Sealed sealed, PartNote note) {
    NoteName name = sealer.seal(note, sealed.recordId(), upload.uploadId(), sealed.keys());
    return bucket.putRequest(folder(upload) + name.text(), NOTHING);
  }

  /**
   * Checks the answer to {@link #writeRequest}.
   *
   * @throws io.sealgate.proxy.backend.BackendException when the note may not be there
   */
  public void requireWritten(BackendResponse response) {
    bucket.requireSuccess(response);
  }

  /**
   * Writes a note; blocks.
   *
   * @param sealed the upload's, borrowed
   * @throws io.sealgate.proxy.backend.BackendException when the note may not be there
   */
  public void write(UploadName upload, Sealed sealed, PartNote note) {
    NoteName name = sealer.seal(note, sealed.recordId(), upload.uploadId(), sealed.keys());
    bucket.put(folder(upload) + name.text(), NOTHING);
  }

  /**
   * Reads all notes of an upload, opened; blocks.
   *
   * @param sealed the upload's, borrowed
   * @return in ascending order of part numbers, notes of one number in no order
   * @throws IntegrityException ({@code NOTE}) when one of them is not of this upload
   * @throws S3Exception InvalidRequest when there are more of them than attempts at so many parts
   * @throws io.sealgate.proxy.backend.BackendException when there may be more of them
   */
  public List<PartNote> all(UploadName upload, Sealed sealed) {
    return range(upload, sealed, 1, LAST_PART_NUMBER);
  }

  /**
   * Reads the notes of parts whose numbers lie in a range, opened; blocks.
   *
   * @param sealed the upload's, borrowed
   * @param firstPartNumber the lowest number, 1 or more
   * @param lastPartNumber the highest number
   * @return in ascending order of part numbers, notes of one number in no order
   * @throws IntegrityException ({@code NOTE}) when one of them is not of this upload
   * @throws S3Exception InvalidRequest when there are more of them than attempts at so many parts
   * @throws io.sealgate.proxy.backend.BackendException when there may be more of them
   */
  public List<PartNote> range(
      UploadName upload, Sealed sealed, int firstPartNumber, int lastPartNumber) {
    String folder = folder(upload);
    List<PartNote> notes = new ArrayList<>();
    bucket.list(
        folder,
        folder + String.format(Locale.ROOT, "%05d", firstPartNumber),
        key -> {
          NoteName name = NoteName.parse(key.substring(folder.length()));
          if (name.partNumber() > lastPartNumber) {
            return false;
          }
          if (notes.size() == MOST_NOTES) {
            throw new S3Exception(
                S3Error.INVALID_REQUEST,
                "The parts of this upload have been sent too many times. Abort it.");
          }
          notes.add(sealer.open(name, sealed.recordId(), upload.uploadId(), sealed.keys()));
          return true;
        });
    return notes;
  }

  /**
   * Deletes all notes of an upload that has ended; blocks.
   *
   * @throws io.sealgate.proxy.backend.BackendException when some may be left, which does no harm
   */
  public void deleteAll(UploadName upload) {
    bucket.deleteAll(folder(upload));
  }

  private static String folder(UploadName upload) {
    return upload.folder() + "notes/";
  }
}
