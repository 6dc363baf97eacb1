package io.sealgate.crypto.multipart;

import io.sealgate.crypto.body.PartIdentity;
import io.sealgate.crypto.body.PartLayout;

/**
 * Parts that follow each other by number and have the same length.
 *
 * @param firstPartNumber the first one's number, 1 to 10,000
 * @param count how many parts, 1 or more, none above 10,000
 * @param plaintextBytes the client's plaintext length of each, 0 or more
 */
public record PartRun(int firstPartNumber, int count, long plaintextBytes) {

  /** Checks the ranges, within which no sum of lengths overflows. */
  public PartRun {
    if (firstPartNumber < 1
        || count < 1
        || count > PartIdentity.MAX_PART_NUMBER
        || firstPartNumber + count - 1 > PartIdentity.MAX_PART_NUMBER
        || plaintextBytes < 0
        || plaintextBytes > PartLayout.MAX_OBJECT_STORED_BYTES) {
      throw new IllegalArgumentException(
          "a run of " + count + " parts of " + plaintextBytes + " from " + firstPartNumber);
    }
  }

  /** The number of the last part. */
  public int lastPartNumber() {
    return firstPartNumber + count - 1;
  }
}
