package io.sealgate.crypto.body;

import io.sealgate.crypto.IntegrityException;

/**
 * Where everything lies in a stored part: pure arithmetic over its plaintext length (FORMAT §2).
 * Never looks at a byte.
 *
 * <p>{@code part := header || regular frame* || final frame || facts}: each regular frame holds
 * 65,536 plaintext bytes, the final one the 0 to 65,535 that are left.
 *
 * @param plaintextBytes the part's plaintext length, 0 to {@link #MAX_PLAINTEXT_BYTES}
 */
public record PartLayout(long plaintextBytes) {

  /** Length of the header. */
  public static final int HEADER_BYTES = 184;

  /** Length of the facts. */
  public static final int FACTS_BYTES = 192;

  /** Plaintext bytes of a regular frame, and one more than a final frame's most. */
  public static final int FRAME_PLAINTEXT_BYTES = 65_536;

  /** The most that S3 stores with one PutObject or UploadPart: 5 GiB, counted as stored. */
  public static final long MAX_UPLOAD_STORED_BYTES = 5L << 30;

  /** The most that S3 stores as one object: 5 TiB, counted as stored. */
  public static final long MAX_OBJECT_STORED_BYTES = 5L << 40;

  /** The most that a part can hold: the final frame's sequence number is a u32 too. */
  public static final long MAX_PLAINTEXT_BYTES = 0xFFFF_FFFFL * FRAME_PLAINTEXT_BYTES - 1;

  static final int REGULAR_FRAME_BYTES = FRAME_PLAINTEXT_BYTES + 32;
  static final int FINAL_FRAME_OVERHEAD_BYTES = 40;
  private static final int EMPTY_PART_BYTES =
      HEADER_BYTES + FINAL_FRAME_OVERHEAD_BYTES + FACTS_BYTES;

  /** Checks the range. */
  public PartLayout {
    if (plaintextBytes < 0 || plaintextBytes > MAX_PLAINTEXT_BYTES) {
      throw new IllegalArgumentException("no part holds " + plaintextBytes + " bytes");
    }
  }

  /**
   * The layout of a part of which only the stored length is known.
   *
   * @param storedBytes the stored length, whatever the backend says
   * @throws IntegrityException when no part has that length
   */
  public static PartLayout ofStored(long storedBytes) {
    long framesBytes = storedBytes - EMPTY_PART_BYTES;
    long plaintextBytes =
        framesBytes / REGULAR_FRAME_BYTES * FRAME_PLAINTEXT_BYTES
            + framesBytes % REGULAR_FRAME_BYTES;
    if (framesBytes < 0
        || framesBytes % REGULAR_FRAME_BYTES >= FRAME_PLAINTEXT_BYTES
        || plaintextBytes > MAX_PLAINTEXT_BYTES) {
      throw new IntegrityException(
          IntegrityException.Reason.TRUNCATED, "no part is stored in " + storedBytes + " bytes");
    }
    return new PartLayout(plaintextBytes);
  }

  /** The length of the whole part as stored. */
  public long storedBytes() {
    return EMPTY_PART_BYTES + regularFrames() * REGULAR_FRAME_BYTES + finalPlaintextBytes();
  }

  /** Whether the backend takes it in one request; ask before reading a body (FORMAT §2). */
  public boolean fitsOneUpload() {
    return storedBytes() <= MAX_UPLOAD_STORED_BYTES;
  }

  /** How many regular frames it has; the final frame is the one with this index. */
  public long regularFrames() {
    return plaintextBytes / FRAME_PLAINTEXT_BYTES;
  }

  /** Plaintext bytes in the final frame, 0 to 65,535. */
  public int finalPlaintextBytes() {
    return (int) (plaintextBytes % FRAME_PLAINTEXT_BYTES);
  }

  /**
   * Where a frame is stored.
   *
   * @param frame its index, 0 to {@link #regularFrames}
   */
  public Span frame(long frame) {
    if (frame < 0 || frame > regularFrames()) {
      throw new IndexOutOfBoundsException("frame " + frame + " of a part of " + plaintextBytes);
    }
    return new Span(frameOffsetBytes(frame), frameStoredBytes(frame));
  }

  /**
   * The stored bytes that must be read to open a plaintext range: whole frames.
   *
   * @param plaintext the range, not empty and within the part
   */
  public Span covering(Span plaintext) {
    if (plaintext.lengthBytes() == 0 || plaintext.endBytes() > plaintextBytes) {
      throw new IllegalArgumentException(plaintext + " is no range of " + plaintextBytes);
    }
    long last = frameOf(plaintext.endBytes() - 1);
    long offset = frameOffsetBytes(frameOf(plaintext.offsetBytes()));
    return new Span(offset, frameOffsetBytes(last) + frameStoredBytes(last) - offset);
  }

  /** Where the facts are stored. */
  public Span facts() {
    return new Span(storedBytes() - FACTS_BYTES, FACTS_BYTES);
  }

  /** The index of the frame that holds a plaintext byte. */
  static long frameOf(long plaintextOffsetBytes) {
    return plaintextOffsetBytes / FRAME_PLAINTEXT_BYTES;
  }

  /** Where a frame begins in any part that is long enough to have it. */
  static long frameOffsetBytes(long frame) {
    return HEADER_BYTES + frame * REGULAR_FRAME_BYTES;
  }

  /** How many bytes a frame takes as stored. */
  int frameStoredBytes(long frame) {
    return frame < regularFrames()
        ? REGULAR_FRAME_BYTES
        : FINAL_FRAME_OVERHEAD_BYTES + finalPlaintextBytes();
  }

  /** How many plaintext bytes a frame holds. */
  int framePlaintextBytes(long frame) {
    return frame < regularFrames() ? FRAME_PLAINTEXT_BYTES : finalPlaintextBytes();
  }

  /** The longest of header, frames and facts. */
  int longestUnitBytes() {
    int regularBytes = regularFrames() > 0 ? REGULAR_FRAME_BYTES : 0;
    int finalBytes = FINAL_FRAME_OVERHEAD_BYTES + finalPlaintextBytes();
    return Math.max(FACTS_BYTES, Math.max(regularBytes, finalBytes));
  }
}
