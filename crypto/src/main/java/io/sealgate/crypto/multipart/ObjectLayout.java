package io.sealgate.crypto.multipart;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.body.LayeredLayout;
import io.sealgate.crypto.body.Span;
import java.util.Optional;

/**
 * Where everything lies in a multipart object: pure arithmetic over a completion record's clear
 * part, so that it serves with and without a key. As true as the record that it was made of.
 *
 * <p>Costs memory for each run of equal parts, not for each part, and finds a part by binary
 * search.
 */
public final class ObjectLayout {

  private final RecordLayout record;
  private final int layers;
  private final int partCount;
  private final long plaintextBytes;

  // Of each run's first part.
  private final long[] ordinals;
  private final long[] partNumbers;
  private final long[] plaintextOffsets;
  private final long[] storedOffsets;

  /**
   * The layout of an object whose record has been opened.
   *
   * @param completion its record
   */
  public ObjectLayout(CompletionRecord completion) {
    this(completion.layout(), completion.layerCount());
  }

  /**
   * The layout that a record claims.
   *
   * @param record its clear part
   * @param layers how many layers the object's mode has, 1 or 2
   * @throws IntegrityException when parts of these lengths do not add up to the stored length
   */
  public ObjectLayout(RecordLayout record, int layers) {
    if (!record.addsUp(layers)) {
      throw new IntegrityException(
          Reason.RECORD, "of parts that are not stored in " + record.storedBytes());
    }
    this.record = record;
    this.layers = layers;
    int runs = record.runs().size();
    this.ordinals = new long[runs];
    this.partNumbers = new long[runs];
    this.plaintextOffsets = new long[runs];
    this.storedOffsets = new long[runs];
    int ordinal = 0;
    long plaintextOffset = 0;
    long storedOffset = 0;
    for (int i = 0; i < runs; i++) {
      PartRun run = record.runs().get(i);
      ordinals[i] = ordinal;
      partNumbers[i] = run.firstPartNumber();
      plaintextOffsets[i] = plaintextOffset;
      storedOffsets[i] = storedOffset;
      ordinal += run.count();
      plaintextOffset += run.count() * run.plaintextBytes();
      storedOffset += run.count() * layoutOf(run).storedBytes();
    }
    this.partCount = ordinal;
    this.plaintextBytes = plaintextOffset;
  }

  /** The length of the whole plaintext. */
  public long plaintextBytes() {
    return plaintextBytes;
  }

  /** The length of the whole object as stored. */
  public long storedBytes() {
    return record.storedBytes();
  }

  /** How many parts, 1 to 10,000. */
  public int partCount() {
    return partCount;
  }

  /** How many layers each part has, 1 or 2. */
  public int layers() {
    return layers;
  }

  /** About how much memory it holds, its record's layout included. */
  public int weightBytes() {
    return record.weightBytes() + 4 * Long.BYTES * ordinals.length;
  }

  /**
   * The part with that place in the order of storage.
   *
   * @param ordinal 0 to {@link #partCount} - 1
   */
  public ObjectPart part(int ordinal) {
    if (ordinal < 0 || ordinal >= partCount) {
      throw new IndexOutOfBoundsException("part " + ordinal + " of " + partCount);
    }
    int run = lastNotAbove(ordinals, ordinal);
    return part(run, ordinal - (int) ordinals[run]);
  }

  /**
   * The part that was uploaded under that number, if there is one.
   *
   * @param partNumber any number
   */
  public Optional<ObjectPart> partNumbered(int partNumber) {
    int run = lastNotAbove(partNumbers, partNumber);
    return run >= 0 && partNumber <= record.runs().get(run).lastPartNumber()
        ? Optional.of(part(run, partNumber - (int) partNumbers[run]))
        : Optional.empty();
  }

  /**
   * The part that holds a byte of the plaintext.
   *
   * @param plaintextOffsetBytes the byte, 0 to {@link #plaintextBytes} - 1
   */
  public ObjectPart partAt(long plaintextOffsetBytes) {
    if (plaintextOffsetBytes < 0 || plaintextOffsetBytes >= plaintextBytes) {
      throw new IndexOutOfBoundsException("byte " + plaintextOffsetBytes + " of " + plaintextBytes);
    }
    // Of runs that begin at the same byte all but the last are of empty parts.
    int run = lastNotAbove(plaintextOffsets, plaintextOffsetBytes);
    long offsetInRun = plaintextOffsetBytes - plaintextOffsets[run];
    return part(run, (int) (offsetInRun / record.runs().get(run).plaintextBytes()));
  }

  /**
   * The stored bytes that must be read to open a range of the plaintext when the headers of its
   * first part are known.
   *
   * @param plaintext the range, not empty and within the object
   */
  public Span covering(Span plaintext) {
    return readTo(plaintext, firstPartOf(plaintext).covering(plaintext).offsetBytes());
  }

  /**
   * The stored bytes that must be read to open a range of the plaintext when no header is known:
   * from the beginning of its first part on. Hardly more than {@link #covering} for a range that
   * begins with its part; else reading {@link ObjectPart#coveringHeaders} first may be cheaper.
   *
   * @param plaintext the range, not empty and within the object
   */
  public Span coveringFromPartStart(Span plaintext) {
    return readTo(plaintext, firstPartOf(plaintext).storedOffsetBytes());
  }

  /** The part that a range begins in. */
  ObjectPart firstPartOf(Span plaintext) {
    return partAt(requireRange(plaintext).offsetBytes());
  }

  /** The part that a range ends in. */
  ObjectPart lastPartOf(Span plaintext) {
    return partAt(requireRange(plaintext).endBytes() - 1);
  }

  private Span requireRange(Span plaintext) {
    if (plaintext.lengthBytes() == 0 || plaintext.endBytes() > plaintextBytes) {
      throw new IllegalArgumentException(plaintext + " is no range of " + plaintextBytes);
    }
    return plaintext;
  }

  private Span readTo(Span plaintext, long storedOffsetBytes) {
    long storedEndBytes = lastPartOf(plaintext).covering(plaintext).endBytes();
    return new Span(storedOffsetBytes, storedEndBytes - storedOffsetBytes);
  }

  private ObjectPart part(int run, int indexInRun) {
    LayeredLayout layout = layoutOf(record.runs().get(run));
    return new ObjectPart(
        (int) ordinals[run] + indexInRun,
        (int) partNumbers[run] + indexInRun,
        plaintextOffsets[run] + indexInRun * layout.plaintextBytes(),
        storedOffsets[run] + indexInRun * layout.storedBytes(),
        layout);
  }

  private LayeredLayout layoutOf(PartRun run) {
    return new LayeredLayout(run.plaintextBytes(), layers);
  }

  /** The index of the last one that is not above the value, -1 when all are. */
  private static int lastNotAbove(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
