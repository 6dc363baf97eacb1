package io.sealgate.crypto.body;

import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the stored frames that cover a range of a part's plaintext into exactly that range. Its
 * input may begin earlier and end later than those frames: bytes outside of them are dropped
 * unread, which a read of unknown length needs.
 *
 * <p>A header that is known is not part of the input. That the part data key is genuine shows in
 * its wrapping, and number and length of the part in every frame's tag. One that is not known is
 * the input's beginning.
 */
public final class PartRangeOpener implements Transform {

  private static final byte[] NO_KEY = {};

  private final AesGcm gcm;
  private final PartIdentity expected;
  private final PartLayout layout;
  private final byte[] objectKey;
  private final Span plaintext;
  private final long lastFrame;
  private final UnitBuffer units;
  private final Progress progress = new Progress();
  private final UnitBuffer.UnitSink openHeader = this::openHeader;
  private final UnitBuffer.UnitSink openFrame = this::openFrame;

  private @Nullable PartMessage message;
  private long leadingBytes;
  private long frame;
  private long writtenBytes;

  /**
   * Opens a range of a part whose header is known.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed for this call
   * @param header the part's header: from the envelope, or opened before
   * @param plaintext the range, not empty and within the part
   * @param inputOffsetBytes where in the stored part the input begins, at the latest where {@link
   *     PartLayout#covering} does
   * @throws IntegrityException when the part data key is not wrapped by this object key
   */
  public PartRangeOpener(
      AesGcm gcm, PartKeys keys, PartHeader header, Span plaintext, long inputOffsetBytes) {
    this(gcm, header.identity(), NO_KEY, plaintext, inputOffsetBytes);
    this.message = PartMessage.open(gcm, keys.objectKey(), header);
  }

  /**
   * Opens a range of a part of which number, length and salt are known. The input begins with the
   * part's header.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed for this call
   * @param expected which part must be there
   * @param plaintext the range, not empty and within the part
   */
  public PartRangeOpener(AesGcm gcm, PartKeys keys, PartIdentity expected, Span plaintext) {
    this(gcm, expected, keys.objectKey().clone(), plaintext, PartLayout.HEADER_BYTES);
  }

  /** The offset is that of the input, or of what follows the header in it. */
  private PartRangeOpener(
      AesGcm gcm, PartIdentity expected, byte[] objectKey, Span plaintext, long inputOffsetBytes) {
    this.gcm = gcm;
    this.expected = expected;
    this.layout = expected.layout();
    this.objectKey = objectKey;
    this.plaintext = plaintext;
    this.leadingBytes = layout.covering(plaintext).offsetBytes() - inputOffsetBytes;
    if (leadingBytes < 0 || inputOffsetBytes < 0) {
      throw new IllegalArgumentException("input from " + inputOffsetBytes + " misses " + plaintext);
    }
    this.frame = PartLayout.frameOf(plaintext.offsetBytes());
    this.lastFrame = PartLayout.frameOf(plaintext.endBytes() - 1);
    this.units = new UnitBuffer(layout.longestUnitBytes());
  }

  @Override
  public int outputBound(int inputBytes) {
    long reachableBytes = (long) units.heldBytes() + inputBytes;
    return Math.toIntExact(Math.min(reachableBytes, plaintext.lengthBytes() - writtenBytes));
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    progress.begin();
    Progress.requireRoom(out, outputBound(in.remaining()));
    if (message == null && in.hasRemaining()) {
      units.take(in, PartLayout.HEADER_BYTES, out, openHeader);
    }
    int leading = (int) Math.min(leadingBytes, in.remaining());
    in.position(in.position() + leading);
    leadingBytes -= leading;
    while (in.hasRemaining() && frame <= lastFrame) {
      units.take(in, layout.frameStoredBytes(frame), out, openFrame);
    }
    in.position(in.limit());
    progress.end();
  }

  @Override
  public void finish(ByteBuffer out) {
    progress.begin();
    if (frame <= lastFrame) {
      throw new IntegrityException(Reason.TRUNCATED, "the range ends before its end");
    }
    progress.finished();
  }

  private void openHeader(ByteBuffer stored, ByteBuffer out) {
    byte[] header = new byte[stored.remaining()];
    stored.get(header);
    message = PartMessage.openStored(gcm, objectKey, expected, header);
    Arrays.fill(objectKey, (byte) 0);
  }

  private void openFrame(ByteBuffer stored, ByteBuffer out) {
    long frameOffsetBytes = frame * PartLayout.FRAME_PLAINTEXT_BYTES;
    int frameBytes = layout.framePlaintextBytes(frame);
    int from = (int) Math.max(0, plaintext.offsetBytes() - frameOffsetBytes);
    int to = (int) Math.min(frameBytes, plaintext.endBytes() - frameOffsetBytes);
    if (to - from == frameBytes) {
      openWhole(stored, out);
    } else {
      // The first and the last frame at most: two arrays per range, not one per frame.
      byte[] whole = new byte[frameBytes];
      openWhole(stored, ByteBuffer.wrap(whole));
      out.put(whole, from, to - from);
      Arrays.fill(whole, (byte) 0);
    }
    writtenBytes += to - from;
    frame++;
  }

  private void openWhole(ByteBuffer stored, ByteBuffer out) {
    FrameCipher frames = Objects.requireNonNull(message).frames();
    if (frame < layout.regularFrames()) {
      frames.openRegular(frame, stored, out);
    } else {
      frames.openFinal(frame, stored, out);
    }
  }

  @Override
  public void close() {
    progress.closed();
    if (message != null) {
      message.close();
    }
    units.close();
    Arrays.fill(objectKey, (byte) 0);
  }
}
