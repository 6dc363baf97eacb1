package io.sealgate.proxy.operation.multipart;

import io.sealgate.crypto.envelope.Mode;
import io.sealgate.crypto.multipart.PartNote;
import io.sealgate.s3.multipart.ClaimedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the note of each part that a client names in CompleteMultipartUpload: the ETag selects
 * among the attempts at a part (FORMAT §4).
 */
final class PartSelection {

  private final List<PartNote> notes;
  private final Mode mode;
  private final Supplier<Map<Integer, String>> atBackend;
  private @Nullable Map<Integer, String> held;

  /**
   * Among the notes of an upload.
   *
   * @param notes in ascending order of part numbers
   * @param atBackend asks the backend for the ETag of the attempt that it holds of each part,
   *     without quotes; asked only when notes alone do not tell
   */
  PartSelection(List<PartNote> notes, Mode mode, Supplier<Map<Integer, String>> atBackend) {
    this.notes = notes;
    this.mode = mode;
    this.atBackend = atBackend;
  }

  /** The outcome: a note for each part, in order, or the first part that has none. */
  sealed interface Outcome {

    /** Every part is there. */
    record Found(List<PartNote> notes) implements Outcome {}

    /** A part is not, or cannot be told from another attempt at it. */
    record Missing(ClaimedPart part) implements Outcome {}
  }

  /**
   * Finds them.
   *
   * @param claimed in ascending order of part numbers
   */
  Outcome find(List<ClaimedPart> claimed) {
    List<PartNote> found = new ArrayList<>(claimed.size());
    int next = 0;
    for (ClaimedPart part : claimed) {
      while (next < notes.size() && notes.get(next).partNumber() < part.number()) {
        next++;
      }
      PartNote note = select(part, next);
      if (note == null) {
        return new Outcome.Missing(part);
      }
      found.add(note);
    }
    return new Outcome.Found(found);
  }

  private @Nullable PartNote select(ClaimedPart part, int from) {
    List<PartNote> attempts = new ArrayList<>(1);
    for (int i = from; i < notes.size() && notes.get(i).partNumber() == part.number(); i++) {
      if (PartETags.shown(notes.get(i), mode).equals(part.eTag())) {
        attempts.add(notes.get(i));
      }
    }
    if (attempts.size() > 1) {
      // The same bytes sent twice have one MD5, but only the last attempt is what the backend
      // holds.
      String eTag = held().get(part.number());
      attempts.removeIf(attempt -> !attempt.backendETag().equals(eTag));
    }
    return attempts.size() == 1 ? attempts.getFirst() : null;
  }

  private Map<Integer, String> held() {
    Map<Integer, String> known = held;
    if (known == null) {
      known = atBackend.get();
      held = known;
    }
    return known;
  }
}
