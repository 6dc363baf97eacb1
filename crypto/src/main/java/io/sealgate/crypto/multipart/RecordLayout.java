package io.sealgate.crypto.multipart;

import io.sealgate.crypto.body.LayeredLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The clear part of a completion record: which parts, how long, and how long the whole is as stored
 * (FORMAT §4). Read without a key it is a claim; {@link RecordSealer#open} makes it the truth.
 *
 * @param runs the parts in ascending order of their numbers
 * @param storedBytes the object's stored length
 */
public record RecordLayout(List<PartRun> runs, long storedBytes) {

  /** Of a run and of the reference to it. */
  private static final int RUN_BYTES = 48;

  /** Copies the runs in and checks their order. */
  public RecordLayout {
    runs = List.copyOf(runs);
    if (runs.isEmpty() || storedBytes < 0) {
      throw new IllegalArgumentException(runs.size() + " runs stored in " + storedBytes);
    }
    int lastNumber = 0;
    for (PartRun run : runs) {
      if (run.firstPartNumber() <= lastNumber) {
        throw new IllegalArgumentException(
            "part " + run.firstPartNumber() + " after " + lastNumber);
      }
      lastNumber = run.lastPartNumber();
    }
  }

  /**
   * The layout of the parts that a client names in CompleteMultipartUpload.
   *
   * @param parts in ascending order of their numbers, one or more
   * @param layerCount how many layers the object's mode has, 1 or 2
   * @throws IllegalArgumentException when there are none, or they do not ascend
   */
  public static RecordLayout ofParts(List<PartNote> parts, int layerCount) {
    List<PartRun> runs = new ArrayList<>();
    for (PartNote part : parts) {
      PartRun last = runs.isEmpty() ? null : runs.getLast();
      if (last != null
          && last.lastPartNumber() + 1 == part.partNumber()
          && last.plaintextBytes() == part.plaintextBytes()) {
        runs.removeLast();
        runs.add(new PartRun(last.firstPartNumber(), last.count() + 1, last.plaintextBytes()));
      } else {
        runs.add(new PartRun(part.partNumber(), 1, part.plaintextBytes()));
      }
    }
    return new RecordLayout(runs, storedBytes(runs, layerCount));
  }

  /** How many parts. */
  public int partCount() {
    int count = 0;
    for (PartRun run : runs) {
      count += run.count();
    }
    return count;
  }

  /** The length of the whole plaintext. */
  public long plaintextBytes() {
    long total = 0;
    for (PartRun run : runs) {
      total += run.count() * run.plaintextBytes();
    }
    return total;
  }

  /** About how much memory it holds: nothing to speak of but for parts that differ in length. */
  public int weightBytes() {
    return RUN_BYTES * runs.size();
  }

  /**
   * Whether parts of these lengths really add up to the stored length: to be asked before a layout
   * that was read without a key answers HEAD or a listing.
   *
   * @param layerCount how many layers the object's mode has, 1 or 2
   */
  public boolean addsUp(int layerCount) {
    return storedBytes == storedBytes(runs, layerCount);
  }

  private static long storedBytes(List<PartRun> runs, int layerCount) {
    long total = 0;
    for (PartRun run : runs) {
      total += run.count() * new LayeredLayout(run.plaintextBytes(), layerCount).storedBytes();
    }
    return total;
  }
}
