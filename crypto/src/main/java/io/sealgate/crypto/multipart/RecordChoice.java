package io.sealgate.crypto.multipart;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.body.PartHeader;
import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;
import io.sealgate.crypto.body.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of several completion records a stored object's is (FORMAT §4). Records of another length
 * drop out at once; between any two that still differ, one header of the stored object decides.
 *
 * <p>A choice, not a proof: whoever opens the object under the chosen record verifies every header
 * on the way. Immutable.
 *
 * @param <R> opened records, or the clear parts of records
 */
public final class RecordChoice<R> {

  /**
   * How far the choice has come.
   *
   * @param <R> as of the choice
   */
  public sealed interface Outcome<R> {

    /**
     * This record, or one that names the very same parts.
     *
     * @param record the first such
     */
    record Chosen<R>(R record) implements Outcome<R> {}

    /**
     * Not known without a look at the object: read this, then call {@link #narrowedBy}.
     *
     * @param header where the header is stored that decides
     */
    record Undecided<R>(Span header) implements Outcome<R> {}

    /** None of them. */
    record NoRecord<R>() implements Outcome<R> {}
  }

  private final List<Candidate<R>> candidates;

  private RecordChoice(List<Candidate<R>> candidates) {
    this.candidates = candidates;
  }

  /**
   * The choice among opened records.
   *
   * @param storedBytes the length of the stored object
   * @param records the one that the object's ETag names first
   */
  public static RecordChoice<CompletionRecord> ofOpened(
      long storedBytes, List<CompletionRecord> records) {
    List<Candidate<CompletionRecord>> candidates = new ArrayList<>();
    for (CompletionRecord record : records) {
      if (record.layout().storedBytes() == storedBytes) {
        candidates.add(new Candidate<>(record, new ObjectLayout(record), record.salts()));
      }
    }
    return new RecordChoice<>(candidates);
  }

  /**
   * The choice among records that no key has opened.
   *
   * @param storedBytes the length of the stored object
   * @param layers how many layers its mode has, 1 or 2
   * @param records the one that the object's ETag names first
   */
  public static RecordChoice<RecordLayout> ofUnopened(
      long storedBytes, int layers, List<RecordLayout> records) {
    List<Candidate<RecordLayout>> candidates = new ArrayList<>();
    for (RecordLayout record : records) {
      if (record.storedBytes() == storedBytes && record.addsUp(layers)) {
        candidates.add(new Candidate<>(record, new ObjectLayout(record, layers), null));
      }
    }
    return new RecordChoice<>(candidates);
  }

  /** How far the choice has come. */
  public Outcome<R> outcome() {
    if (candidates.isEmpty()) {
      return new Outcome.NoRecord<>();
    }
    int ordinal = firstDifference();
    Candidate<R> first = candidates.getFirst();
    return ordinal < 0
        ? new Outcome.Chosen<>(first.record())
        : new Outcome.Undecided<>(first.header(ordinal));
  }

  /**
   * The choice once the deciding header is known.
   *
   * @param header the stored bytes that the outcome asked for, borrowed; of an object that is none
   *     of these they may be anything
   */
  public RecordChoice<R> narrowedBy(byte[] header) {
    int ordinal = firstDifference();
    if (ordinal < 0) {
      return this;
    }
    @Nullable PartIdentity stored = identity(header);
    Span asked = candidates.getFirst().header(ordinal);
    List<Candidate<R>> left = new ArrayList<>();
    for (Candidate<R> candidate : candidates) {
      boolean concerned =
          ordinal < candidate.layout().partCount() && candidate.header(ordinal).equals(asked);
      if (!concerned || (stored != null && candidate.expected(ordinal).isIn(stored))) {
        left.add(candidate);
      }
    }
    return new RecordChoice<>(left);
  }

  /** Where the first candidate and some other part ways, which is at one place in both; or -1. */
  private int firstDifference() {
    for (int other = 1; other < candidates.size(); other++) {
      int ordinal = candidates.getFirst().firstDifference(candidates.get(other));
      if (ordinal >= 0) {
        return ordinal;
      }
    }
    return -1;
  }

  private static @Nullable PartIdentity identity(byte[] header) {
    try {
      return PartHeader.parse(header).identity();
    } catch (IntegrityException _) {
      return null; // no part begins there, so no candidate that says so is right
    }
  }

  /** What a record says of a part's outermost header. */
  private record Expected(int partNumber, long plaintextBytes, @Nullable Bytes salt) {

    boolean isIn(PartIdentity header) {
      return partNumber == header.partNumber()
          && plaintextBytes == header.plaintextBytes()
          && (salt == null || salt.equals(header.salt()));
    }
  }

  /** A record that is still possible; the salts when it has been opened. */
  private record Candidate<R>(R record, ObjectLayout layout, @Nullable Bytes salts) {

    Expected expected(int ordinal) {
      ObjectPart part = layout.part(ordinal);
      int outermost = layout.layers() - 1;
      int saltIndex = ordinal * layout.layers() + outermost;
      return new Expected(
          part.partNumber(),
          part.layout().layer(outermost).plaintextBytes(),
          salts == null
              ? null
              : salts.slice(saltIndex * PartIdentity.SALT_BYTES, PartIdentity.SALT_BYTES));
    }

    Span header(int ordinal) {
      return new Span(layout.part(ordinal).storedOffsetBytes(), PartLayout.HEADER_BYTES);
    }

    /** Objects of one length cannot differ only in that one goes on behind the other's end. */
    int firstDifference(Candidate<R> other) {
      int parts = Math.min(layout.partCount(), other.layout.partCount());
      for (int ordinal = 0; ordinal < parts; ordinal++) {
        if (!expected(ordinal).equals(other.expected(ordinal))) {
          return ordinal;
        }
      }
      return -1;
    }
  }
}
