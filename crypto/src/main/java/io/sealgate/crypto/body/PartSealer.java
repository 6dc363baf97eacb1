package io.sealgate.crypto.body;

import io.sealgate.crypto.Bytes;
import io.sealgate.crypto.IntegrityException;
import io.sealgate.crypto.IntegrityException.Reason;
import io.sealgate.crypto.RandomBytes;
import io.sealgate.crypto.Transform;
import io.sealgate.crypto.aead.AesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a part's plaintext, whose length is known, into the part as stored (FORMAT §2): one attempt
 * at it, under a data key of its own. The facts come with {@link #finish} only, so a part that is
 * not finished never verifies.
 *
 * <p>Frames that lie whole in the input are sealed where they lie.
 */
public final class PartSealer implements Transform {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final AesGcm gcm;
  private final PartMessage message;
  private final byte[] factsKey;
  private final byte[] factsIv;
  private final Supplier<Digests> digests;
  private final PartLayout layout;
  private final UnitBuffer units;
  private final Progress progress = new Progress();
  private final UnitBuffer.UnitSink sealFrame = this::sealFrame;

  private @Nullable Bytes earlyFacts;
  private long pushedBytes;
  private long writtenBytes;
  private long frame;

  /**
   * Draws the part's data key, IVs and salt; its header is known at once.
   *
   * @param gcm does the cryptography
   * @param keys the layer's keys, borrowed for this call
   * @param random where data key, IVs and salt come from
   * @param partNumber 1 to 10,000; a PutObject's part is 1
   * @param plaintextBytes exactly how many bytes will be pushed
   * @param digests asked once, by {@link #finish}, for the digests that the facts keep
   */
  public PartSealer(
      AesGcm gcm,
      PartKeys keys,
      RandomBytes random,
      int partNumber,
      long plaintextBytes,
      Supplier<Digests> digests) {
    this.gcm = gcm;
    this.layout = new PartLayout(plaintextBytes);
    this.message = PartMessage.create(gcm, keys.objectKey(), random, partNumber, plaintextBytes);
    this.factsKey = keys.factsKey().clone();
    this.factsIv = random.bytes(AesGcm.IV_BYTES);
    this.digests = digests;
    this.units = new UnitBuffer((int) Math.min(plaintextBytes, PartLayout.FRAME_PLAINTEXT_BYTES));
  }

  /** The part's header: its core goes into the envelope, its salt into notes and records. */
  public PartHeader header() {
    return message.header();
  }

  /**
   * Seals the facts before the body, for an envelope that carries a copy of them (FORMAT §3, key
   * 8). These very bytes will be stored, and the supplier of digests will not be asked.
   *
   * @param known the digests of the plaintext
   * @return 192 bytes
   * @throws IllegalStateException when they are sealed already or the body has begun
   */
  public Bytes sealFactsEarly(Digests known) {
    if (earlyFacts != null || writtenBytes > 0) {
      throw new IllegalStateException(
          "too late: the facts are sealed already or the body has begun");
    }
    Bytes sealed = sealFacts(known);
    earlyFacts = sealed;
    return sealed;
  }

  @Override
  public int outputBound(int inputBytes) {
    long afterBytes = Math.min(layout.plaintextBytes(), pushedBytes + inputBytes);
    boolean complete = afterBytes == layout.plaintextBytes();
    long totalBytes = complete ? layout.storedBytes() : storedBytesAfter(afterBytes);
    return Math.toIntExact(totalBytes - writtenBytes);
  }

  @Override
  public void update(ByteBuffer in, ByteBuffer out) {
    progress.begin();
    Progress.requireRoom(out, outputBound(in.remaining()));
    if (in.remaining() > layout.plaintextBytes() - pushedBytes) {
      throw new IntegrityException(Reason.TRUNCATED, "more plaintext than announced");
    }
    seal(in, out);
    progress.end();
  }

  @Override
  public void finish(ByteBuffer out) {
    progress.begin();
    Progress.requireRoom(out, outputBound(0));
    if (pushedBytes != layout.plaintextBytes()) {
      throw new IntegrityException(Reason.TRUNCATED, "less plaintext than announced");
    }
    seal(NOTHING.duplicate(), out);
    Bytes facts = earlyFacts != null ? earlyFacts : sealFacts(digests.get());
    out.put(facts.toArray());
    writtenBytes = layout.storedBytes();
    progress.finished();
  }

  /** Writes what these bytes make final: the header first, the final frame with the last byte. */
  private void seal(ByteBuffer in, ByteBuffer out) {
    if (writtenBytes == 0) {
      out.put(message.headerBytes());
    }
    pushedBytes += in.remaining();
    while (in.hasRemaining()) {
      units.take(in, layout.framePlaintextBytes(frame), out, sealFrame);
    }
    if (pushedBytes == layout.plaintextBytes() && frame == layout.regularFrames()) {
      sealFrame(NOTHING.duplicate(), out);
    }
    writtenBytes = storedBytesAfter(pushedBytes);
  }

  private void sealFrame(ByteBuffer plaintext, ByteBuffer out) {
    if (frame < layout.regularFrames()) {
      message.frames().sealRegular(frame, plaintext, out);
    } else {
      message.frames().sealFinal(frame, plaintext, out);
    }
    frame++;
  }

  /** How much is written, without the facts, once that much plaintext has been pushed. */
  private long storedBytesAfter(long plaintextBytes) {
    return plaintextBytes == layout.plaintextBytes()
        ? layout.facts().offsetBytes()
        : PartLayout.frameOffsetBytes(PartLayout.frameOf(plaintextBytes));
  }

  private Bytes sealFacts(Digests known) {
    Facts facts = new Facts(header().identity(), known);
    return Bytes.copyOf(facts.seal(gcm, factsKey, factsIv));
  }

  @Override
  public void close() {
    progress.closed();
    message.close();
    units.close();
    Arrays.fill(factsKey, (byte) 0);
  }
}
