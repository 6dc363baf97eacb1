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

  /** The outcome: a note for each part, in order, or the first part of which there is not one. */
  sealed interface Outcome {

    /** Every part is there. */
    record Found(List<PartNote> notes) implements Outcome {}

    /** A part is not, or cannot be told from another attempt at it. */
    record Missing(ClaimedPart part) implements Outcome {}

    /**
     * The backend holds another attempt at a part than those with notes: the part is being sent
     * again, and its note is on its way.
     */
    record Unsettled(ClaimedPart part) implements Outcome {}
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
      List<PartNote> attempts = attempts(part, next);
      List<PartNote> held = attempts.size() > 1 ? held(part, attempts) : attempts;
      if (held.size() != 1) {
        return attempts.size() > 1 && held.isEmpty()
            ? new Outcome.Unsettled(part)
            : new Outcome.Missing(part);
      }
      found.add(held.getFirst());
    }
    return new Outcome.Found(found);
  }

  private List<PartNote> attempts(ClaimedPart part, int from) {
    List<PartNote> attempts = new ArrayList<>(1);
    for (int i = from; i < notes.size() && notes.get(i).partNumber() == part.number(); i++) {
      if (PartETags.shown(notes.get(i), mode).equals(part.eTag())) {
        attempts.add(notes.get(i));
      }
    }
    return attempts;
  }

  /**
   * The same bytes sent twice have one MD5, but only the last attempt is what the backend holds.
   */
  private List<PartNote> held(ClaimedPart part, List<PartNote> attempts) {
    String eTag = held().get(part.number());
    return attempts.stream().filter(attempt -> attempt.backendETag().equals(eTag)).toList();
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
