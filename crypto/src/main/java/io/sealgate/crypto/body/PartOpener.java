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
 * Turns a whole stored part back into plaintext (FORMAT §2). Writes a regular frame as soon as it
 * verifies; holds the final one back until the facts have verified and {@link #finish} says that
 * nothing follows.
 *
 * <p>Frames that lie whole in the input are opened where they lie.
 */
public final class PartOpener implements Transform {

  private static final byte[] NOTHING = {};

  private enum Stage {
    HEADER,
    FRAMES,
    FACTS,
    END
  }

  private final AesGcm gcm;
  private final PartIdentity expected;
  private final PartLayout layout;
  private final byte[] objectKey;
  private final byte[] factsKey;
  private final UnitBuffer units;
  private final Progress progress = new Progress();
  private final UnitBuffer.UnitSink openUnit = this::openUnit;

  private @Nullable PartMessage message;
  private Stage stage = Stage.HEADER;
  private long frame;
  private byte[] heldPlaintext = NOTHING;

  /**
   * Opens a part whose header is known, as a PutObject's is from its envelope.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed for this call
   * @param expected the header that must be there
   * @throws IntegrityException when its data key is not wrapped by this object key
   */
  public PartOpener(AesGcm gcm, PartKeys keys, PartHeader expected) {
    this(gcm, keys, expected.identity());
    try {
      this.message = PartMessage.open(gcm, objectKey, expected);
    } catch (IntegrityException e) {
      close(); // no caller will
      throw e;
    }
  }

  /**
   * Opens a part of which number, length and salt are known, as a multipart object's are from its
   * completion record.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed for this call
   * @param expected which part must be there
   */
  public PartOpener(AesGcm gcm, PartKeys keys, PartIdentity expected) {
    this.gcm = gcm;
    this.expected = expected;
    this.layout = expected.layout();
    this.objectKey = keys.objectKey().clone();
    this.factsKey = keys.factsKey().clone();
    this.units = new UnitBuffer(layout.longestUnitBytes());
  }

  @Override
  public int outputBound(int inputBytes) {
    return Math.addExact(heldPlaintext.length + units.heldBytes(), inputBytes);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    progress.begin();
    Progress.requireRoom(out, outputBound(in.remaining()));
    while (in.hasRemaining()) {
      units.take(in, unitBytes(), out, openUnit);
    }
    progress.end();
  }

  @Override
  public void finish(ByteBuffer out) {
    progress.begin();
    if (stage != Stage.END) {
      throw new IntegrityException(Reason.TRUNCATED, "the part ends before its end");
    }
    Progress.requireRoom(out, heldPlaintext.length);
    out.put(heldPlaintext);
    progress.finished();
  }

  private int unitBytes() {
    return switch (stage) {
      case HEADER -> PartLayout.HEADER_BYTES;
      case FRAMES -> layout.frameStoredBytes(frame);
      case FACTS -> PartLayout.FACTS_BYTES;
      case END -> throw new IntegrityException(Reason.TRUNCATED, "the part goes on after its end");
    };
  }

  private void openUnit(ByteBuffer unit, ByteBuffer out) {
    switch (stage) {
      case HEADER -> openHeader(unit);
      case FRAMES -> openFrame(unit, out);
      case FACTS -> openFacts(unit);
      case END -> throw new IllegalStateException("no unit is left");
    }
  }

  private void openHeader(ByteBuffer unit) {
    byte[] stored = bytesOf(unit);
    if (message == null) {
      message = PartMessage.openStored(gcm, objectKey, expected, stored);
    } else {
      message.requireHeader(stored);
    }
    stage = Stage.FRAMES;
  }

  private void openFrame(ByteBuffer unit, ByteBuffer out) {
    FrameCipher frames = Objects.requireNonNull(message).frames();
    if (frame < layout.regularFrames()) {
      frames.openRegular(frame, unit, out);
    } else {
      heldPlaintext = new byte[layout.finalPlaintextBytes()];
      frames.openFinal(frame, unit, ByteBuffer.wrap(heldPlaintext));
      stage = Stage.FACTS;
    }
    frame++;
  }

  private void openFacts(ByteBuffer unit) {
    Facts.open(gcm, factsKey, bytesOf(unit)).requireIdentity(expected);
    stage = Stage.END;
  }

  private static byte[] bytesOf(ByteBuffer unit) {
    byte[] bytes = new byte[unit.remaining()];
    unit.get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    progress.closed();
    if (message != null) {
      message.close();
    }
    units.close();
    Arrays.fill(objectKey, (byte) 0);
    Arrays.fill(factsKey, (byte) 0);
    Arrays.fill(heldPlaintext, (byte) 0);
  }
}
